"""Three template databases of a test run, each made from the one before when a test first needs it.

`migrated` holds the migrated tables; `with_users` the reference data and the demo users;
`with_demo_data` a request and an account in every state as well. The fixtures a test names select one.
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


class TemplateDatabases:
    """Makes each database once, and drops them all at the end of the run."""

    def __init__(self) -> None:
        self.stack = ExitStack()
        self.original = ""

    @cached_property
    def migrated(self) -> str:
        return self._create("template1", _migrate)

    @cached_property
    def with_users(self) -> str:
        return self._create(self.migrated, _load_users)

    @cached_property
    def with_demo_data(self) -> str:
        return self._create(self.with_users, _load_demo_data)

    def select_for(self, fixtures: set[str]) -> None:
        """Point both connections at the smallest database that serves these fixtures."""
        self.original = self.original or connections["default"].settings_dict["NAME"]
        name = self._name_for(fixtures)
        if connections["default"].settings_dict["NAME"] != name:
            rename(dict.fromkeys(connections, name))

    def drop(self) -> None:
        if self.original:
            rename(dict.fromkeys(connections, self.original))
        self.stack.close()

    def _name_for(self, fixtures: set[str]) -> str:
        if "demo_data" in fixtures:
            return self.with_demo_data
        return self.with_users if "demo_users" in fixtures else self.migrated

    def _create(self, template: str, load: Callable[[], None]) -> str:
        name = f"test_{uuid4().hex[:12]}"
        connections.close_all()
        self.stack.enter_context(created(name, template=template))
        with pointed_at(name), override_settings(PASSWORD_HASHERS=FAST_HASHERS):
            load()
            connections.close_all()
        return name


def _migrate() -> None:
    call_command("prepare_database", verbosity=0)


def _load_users() -> None:
    from demo.users import create_demo_users

    call_command("load_reference", stdout=StringIO())
    create_demo_users()


def _load_demo_data() -> None:
    from demo.management.commands.seed_demo import create_demo_records
    from demo.users import find_demo_users

    create_demo_records(find_demo_users())
