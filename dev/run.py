"""Run the site with everything it needs, until Ctrl-C."""

import os
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections

from dev.build_cache import BuildCache
from dev.processes import Processes
from dev.progress import print_step
from dev.services import BASE_DIR, Services
from dev.signals import Stopped, handle_stop_signals

PORT = os.environ.setdefault("PORT", "8000")


def main() -> None:
    handle_stop_signals()
    try:
        with Services().keep_running():
            run_site()
    except Stopped:
        print_step("Stopped")


def run_site() -> None:
    os.environ.setdefault("SITE_URL", f"http://localhost:{PORT}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    django.setup()
    prepare_database()
    collect_static_files()
    connections.close_all()  # this process only waits from here on
    with Processes(settings.DATA_DIR / "logs", PORT) as processes:
        processes.start_all()
        print_welcome()
        processes.watch()


def prepare_database() -> None:
    print_step("Preparing the database")
    try:
        call_command("prepare_database", verbosity=0)
        empty = not get_user_model().objects.exists()
    except OperationalError as problem:
        sys.exit(f"The database cannot be reached: {str(problem).splitlines()[0]}")
    except CommandError as problem:
        sys.exit(str(problem))
    # Never into a database with people in it: they may be real.
    if settings.DEMO and empty:
        print_step("Filling the empty database with demo data")
        call_command("seed_demo")


def collect_static_files() -> None:
    cache = BuildCache(
        settings.STATIC_ROOT / ".stamp",
        [BASE_DIR / "requirements-local.lock", *(BASE_DIR / "static").rglob("*.*")],
    )
    if not cache.is_current():
        print_step("Collecting the static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        cache.mark_current()


def print_welcome() -> None:
    print_step(
        f"The site is at {settings.SITE_URL}/ (its logs are in {settings.DATA_DIR / 'logs'})"
    )
    if settings.DEMO:
        from demo.users import DEMO_USERS, PASSWORD

        print(f"  Sign in with the password {PASSWORD} as one of:")
        for part in DEMO_USERS:
            print(f"    {part.username:15}{part.name}")
    print_step("Ctrl-C ends it")


if __name__ == "__main__":
    main()
