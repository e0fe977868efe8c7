"""Measure every page in Chromium; ARGS="dashboard registry" selects pages."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django

from dev.processes import Processes
from dev.services import Services
from dev.signals import handle_stop_signals
from dev.sockets import find_free_port

PYTEST = Path(sys.executable).parent / "pytest"
KEYBOARD_TEST = "tests/journeys/test_keyboard.py"


def main() -> None:
    handle_stop_signals()
    selected = os.environ.get("ARGS", "").split()
    with Services().keep_running():
        # The keyboard tests are about whole journeys, so a selection of pages leaves them out.
        keyboard_failed = (
            0 if selected else subprocess.run([PYTEST, "-q", KEYBOARD_TEST]).returncode
        )
        with serve_demo_site() as (site, folder):
            from dev.metrics import measure_pages

            missed = measure_pages(site, folder, selected)
    sys.exit(missed or keyboard_failed)


@contextmanager
def serve_demo_site() -> Iterator[tuple[str, Path]]:
    """Serve the site of `make run` on a database of its own; yield its address and a folder."""
    port = find_free_port()
    os.environ["SITE_URL"] = f"http://localhost:{port}"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    django.setup()
    from django.conf import settings

    from dev.run import collect_static_files, prepare_database
    from tests.browser import runtime_address
    from tests.databases import created, pointed_at

    folder = settings.DATA_DIR / "browser"
    name = f"browser_{uuid.uuid4().hex[:12]}"
    with created(name), pointed_at(name):
        # The web process is a child, and knows only the environment.
        os.environ["DATABASE_URL"] = runtime_address()
        prepare_database()
        collect_static_files()
        with Processes(folder / "logs", str(port)) as processes:
            processes.start("web")
            processes.wait_until_ready()
            yield settings.SITE_URL, folder


if __name__ == "__main__":
    main()
