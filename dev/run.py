"""The site with everything it needs; Ctrl-C ends all of it."""

import os
import sys

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections

from dev.ending import Ended, listen
from dev.programs import Programs
from dev.progress import say
from dev.services import BASE_DIR, Services
from dev.stamps import Stamp

PORT = os.environ.setdefault("PORT", "8000")


def main() -> None:
    listen()
    try:
        with Services().used():
            site()
    except Ended:
        say("Stopped")


def site() -> None:
    os.environ.setdefault("SITE_URL", f"http://localhost:{PORT}")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "osma_registry.settings")
    django.setup()
    database()
    static_files()
    connections.close_all()
    with Programs(settings.DATA_DIR / "logs", PORT) as programs:
        programs.begin()
        welcome()
        programs.wait()


def database() -> None:
    say("Preparing the database")
    try:
        call_command("prepare_database", verbosity=0)
        empty = not get_user_model().objects.exists()
    except OperationalError as problem:
        sys.exit(f"The database cannot be reached: {str(problem).splitlines()[0]}")
    except CommandError as problem:
        sys.exit(str(problem))
    if settings.DEMO and empty:
        say("Filling the empty database with demo data")
        call_command("seed_demo")


def static_files() -> None:
    stamp = Stamp(
        settings.STATIC_ROOT / ".stamp",
        [BASE_DIR / "requirements-local.lock", *(BASE_DIR / "static").rglob("*.*")],
    )
    if not stamp.fresh():
        say("Collecting the static files")
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.set()


def welcome() -> None:
    say(f"The site is at {settings.SITE_URL}/ (its logs are in {settings.DATA_DIR / 'logs'})")
    if settings.DEMO:
        from demo.cast import PARTS, PASSWORD

        print(f"  Sign in with the password {PASSWORD} as one of:")
        for part in PARTS:
            print(f"    {part.username:15}{part.name}")
    say("Ctrl-C ends it")


if __name__ == "__main__":
    main()
