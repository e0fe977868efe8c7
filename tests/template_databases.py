"""Template databases of a test run, each made from a smaller one when a test first needs it.

`migrated` holds the migrated tables; `users` the reference data and the demo users; `assessed` the privacy
assessments as well, without which nothing is approved; `demo` these and a request and an account in every state;
`all_pages` what the demo lacks, so that every page has a record.
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

MIGRATED = "migrated"
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
    def users(self) -> str:
        return self._create(self.migrated, _load_users)

    @cached_property
    def assessed(self) -> str:
        return self._create(self.users, _load_assessments)

    @cached_property
    def demo(self) -> str:
        return self._create(self.users, _load_demo_data)

    @cached_property
    def all_pages(self) -> str:
        return self._create(self.demo, _load_extra_records)

    def select(self, name: str) -> None:
        """Point both connections at the database of this name."""
        self.original = self.original or connections["default"].settings_dict["NAME"]
        database = getattr(self, name)
        if connections["default"].settings_dict["NAME"] != database:
            rename(dict.fromkeys(connections, database))

    def drop(self) -> None:
        if self.original:
            rename(dict.fromkeys(connections, self.original))
        self.stack.close()

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


def _load_assessments() -> None:
    from demo.assessments import assess
    from demo.users import find_demo_users

    assess(find_demo_users())


def _load_demo_data() -> None:
    from demo.management.commands.seed_demo import create_demo_records
    from demo.users import find_demo_users

    create_demo_records(find_demo_users())


def _load_extra_records() -> None:
    from demo.users import find_demo_users
    from tests.factories import create_extra_records

    create_extra_records(find_demo_users())
