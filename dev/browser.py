"""Every page in Chromium, and how it stands to the bars; ARGS="desk registry" for some pages."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from dev.ending import listen
from dev.programs import Programs
from dev.services import Services
from dev.sockets import free_port

PYTEST = Path(sys.executable).parent / "pytest"
KEYBOARD = "tests/journeys/test_keyboard.py"


def main() -> None:
    listen()
    chosen = os.environ.get("ARGS", "").split()
    with Services().used():
        by_keyboard = 0 if chosen else subprocess.run([PYTEST, "-q", KEYBOARD]).returncode
        with demo_site() as (site, folder):
            from dev.measuring import measure

            missed = measure(site, folder, chosen)
    sys.exit(missed or by_keyboard)


@contextmanager
def demo_site() -> Iterator[tuple[str, Path]]:
    """As `make run` serves it, on a database of its own; gives its address and a folder."""
    port = free_port()
    os.environ["SITE_URL"] = f"http://localhost:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    django.setup()
    from django.conf import settings

    from dev.run import database, static_files
    from tests.browser import runtime_address
    from tests.databases import created, pointed_at

    folder = settings.DATA_DIR / "browser"
    name = f"browser_{uuid.uuid4().hex[:12]}"
    with created(name), pointed_at(name):
        os.environ["DATABASE_URL"] = runtime_address()
        database()
        static_files()
        with Programs(folder / "logs", str(port)) as programs:
            programs.start("web")
            programs.wait_until_ready()
            yield settings.SITE_URL, folder


if __name__ == "__main__":
    main()
