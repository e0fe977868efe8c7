"""Three databases of a run, each made from the one before and only when a test asks for it.

`bare` holds the migrated tables; `staged` the reference data and the demo cast; `told` a request and an
account in every state. Which one a test gets follows from the fixtures it names.
"""

from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property
from io import StringIO
from uuid import uuid4

from django.core.management import call_command
from django.db import connections
from django.test import override_settings

from tests.databases import created, pointed_at, rename

FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Furnished:
    """Makes each database once, and drops them all at the end of the run."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        self.original = ""

    @cached_property
    def bare(self) -> str:
        return self._made("template1", _migrate)

    @cached_property
    def staged(self) -> str:
        return self._made(self.bare, _stage)

    @cached_property
    def demo_data(self) -> str:
        return self._made(self.staged, _tell)

    def use_for(self, fixtures: set[str]) -> None:
        self.original = self.original or connections["default"].settings_dict["NAME"]
        wanted = (
            "demo_data"
            if "demo_data" in fixtures
            else "staged"
            if "demo_users" in fixtures
            else "bare"
        )
        name = getattr(self, wanted)
        if connections["default"].settings_dict["NAME"] != name:
            rename(dict.fromkeys(connections, name))

    def drop(self) -> None:
        if self.original:
            rename(dict.fromkeys(connections, self.original))
        self.stack.close()

    def _made(self, template: str, furnish: Callable[[], None]) -> str:
        name = f"test_{uuid4().hex[:12]}"
        connections.close_all()
        self.stack.enter_context(created(name, template=template))
        with pointed_at(name), override_settings(PASSWORD_HASHERS=FAST_HASHERS):
            furnish()
            connections.close_all()
        return name


def _migrate() -> None:
    call_command("prepare_database", verbosity=0)


def _stage() -> None:
    from demo.cast import create_demo_users

    call_command("load_reference", stdout=StringIO())
    create_demo_users()


def _tell() -> None:
    from demo.cast import find_demo_users
    from demo.management.commands.seed_demo import tell_stories

    tell_stories(find_demo_users())
