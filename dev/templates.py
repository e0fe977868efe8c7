"""Check that every template compiles, and that every static file named in one exists."""

import os
import re
import sys
from pathlib import Path

import django
from django.contrib.staticfiles.finders import find
from django.template import TemplateSyntaxError
from django.template.loader import get_template

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"
STATIC_TAG = re.compile(r"""\{% static ["']([^"']+)["']""")


def find_problem(path: Path) -> str:
    name = str(path.relative_to(TEMPLATES))
    try:
        get_template(name)
    except TemplateSyntaxError as fault:
        return f"{name}: {fault}"
    # collectstatic would find them too, but only when the image is built.
    missing = [file for file in STATIC_TAG.findall(path.read_text()) if not find(file)]
    return f"{name}: no such static file: {', '.join(missing)}" if missing else ""


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    django.setup()
    files = sorted(path for path in TEMPLATES.rglob("*.*") if path.suffix in (".html", ".txt"))
    sys.exit("\n".join(filter(None, map(find_problem, files))) or 0)
