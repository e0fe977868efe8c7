"""Which of two texts a reader gets is decided in `web.language` alone."""

import ast
from pathlib import Path

from django.conf import settings

from tests.invariants.source_code import modules

HELPER = "web.language"


def test_only_the_helper_compares_the_active_language() -> None:
    comparing = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and "get_language()" in ast.unparse(node)
    }
    # The certificate and the language link compare it with each language of the settings.
    assert comparing - {"registry.certificate"} == {HELPER}


def test_no_template_compares_a_language_code() -> None:
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    comparing = [path.name for path in templates if '== "fr"' in path.read_text()]
    assert not comparing
