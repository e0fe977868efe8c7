"""Every page that the table of routes names, with a row behind it and somebody who may open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from access.models import Person
from access.seats import Standing
from access.standing import standings
from demo.cast import PARTS, find_cast
from tests.laws.access_matrix import LET_IN, ROUTES, Route
from tests.laws.rows import followed
from tests.laws.test_french import NO_PAGE
from workflow.models import Followed

PAGES = sorted(set(ROUTES) - NO_PAGE)
ANYBODY = "anybody"


@dataclass(frozen=True, slots=True)
class Address:
    """`person`: who is signed in, if anybody."""

    name: str
    arguments: tuple[Any, ...]
    person: Person | None
    role: str

    def path(self, language: str) -> str:
        with override(language):
            return reverse(self.name, args=self.arguments)


class Addresses:
    def __init__(self) -> None:
        self.cast = find_cast()
        self.standings = standings(self.cast.values())
        self.followed = list(followed())

    def of(self, name: str) -> Iterator[Address]:
        """One for each role that may open this page."""
        route, roles = ROUTES[name], set()
        if route.public:
            yield Address(name, route.args(route.target()), None, ANYBODY)
            return
        rows = self._rows(route)
        for part in PARTS:
            role = part.role.value if part.role else "nobody"
            row = self._opens(route, rows, self.standings[self.cast[part.username].pk])
            if row is not _NONE and role not in roles:
                roles.add(role)
                yield Address(name, route.args(row), self.cast[part.username], role)

    def by(self, name: str, username: str) -> Address:
        """The page as one person of the cast gets it."""
        if not username:
            return next(self.of(name))
        person = self.cast[username]
        route = ROUTES[name]
        row = self._opens(route, self._rows(route), self.standings[person.pk])
        return Address(name, route.args(row), person, username)

    def _rows(self, route: Route) -> list[Any]:
        row = route.target()
        if not isinstance(row, Followed):
            return [row]
        return [row, *(other for other in self.followed if type(other) is type(row))]

    @staticmethod
    def _opens(route: Route, rows: list[Any], standing: Standing) -> Any:
        return next((row for row in rows if route.rule(standing, row) == LET_IN), _NONE)


_NONE = object()  # a page of no row has None for its row
