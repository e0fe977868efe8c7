"""The URLs of every page in the access matrix, each with a record and a person who can open it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import override

from access.models import Person
from access.resolver import access_for_users
from demo.users import DEMO_USERS, find_demo_users
from requests_app.form_spec import FORM_PAGES, pages_of
from tests.invariants.demo_rows import demo_rows, one_row_per_state
from tests.invariants.routes import NO_PAGE, ROUTES, Route
from workflow.models import WorkflowModel

ANYBODY = "anybody"
SIGN_OUT = "account_logout"  # public, and yet a page for who is signed in
IN_EACH_STATE = ("account", "assessment", "practitioner", "request")
# A page may look different by what stands in its address.
SHAPES: dict[str, tuple[str, ...]] = {
    "request_page": tuple(section.slug for section in FORM_PAGES),
    "official": ("", "?q=zzz"),
    "registry": ("", "?q=zzz"),
    "verify": ("", "?q=https://x.com/CanadianForces", "?q=https://x.com/nobody", "?q=?"),
}


class Page(NamedTuple):
    """`shape`: a query, or the part of the form."""

    name: str
    shape: str = ""

    def __str__(self) -> str:
        return f"{self.name} {self.shape}".strip()


PAGES = [
    Page(name, shape) for name in sorted(set(ROUTES) - NO_PAGE) for shape in SHAPES.get(name, ("",))
]


@dataclass(frozen=True, slots=True)
class Address:
    """`person`: who is signed in, if anybody."""

    page: str
    name: str
    arguments: tuple[Any, ...]
    query: str
    person: Person | None
    role: str

    def path(self, language: str) -> str:
        with override(language):
            return reverse(self.name, args=self.arguments) + self.query


class Addresses:
    def __init__(self) -> None:
        self.users = find_demo_users()
        self.access = access_for_users(self.users.values())
        self.rows = list(demo_rows())

    def of(self, page: Page) -> Iterator[Address]:
        """One for each role that may open this page."""
        route = ROUTES[page.name]
        if route.public and page.name != SIGN_OUT:
            yield _address(page, route.target(), None, ANYBODY)
            return
        rows, roles = self._rows(route, page), set()
        for part in DEMO_USERS:
            role = part.role.value if part.role else "nobody"
            row = self._visible_row(self.users[part.username], route, rows)
            if role not in roles and row is not _NO_ROW:
                roles.add(role)
                yield _address(page, row, self.users[part.username], role)

    def for_person(self, page: Page, username: str) -> Address:
        """`username`: nobody's for a public page."""
        if not username:
            return next(self.of(page))
        person, route = self.users[username], ROUTES[page.name]
        row = self._visible_row(person, route, self._rows(route, page))
        return _address(page, row, person, username)

    def in_each_state(self, page: Page) -> Iterator[Address]:
        """For the first role that may open it."""
        if page.name not in IN_EACH_STATE:
            return
        route = ROUTES[page.name]
        for row in one_row_per_state():
            if type(row) is type(route.target()):
                reader = next(
                    p for p in self.users.values() if self._visible_row(p, route, [row]) is row
                )
                yield _address(page, row, reader, row.state)

    def _rows(self, route: Route, page: Page) -> list[Any]:
        """The row that the table names, and others like it where the first is open to few."""
        row = route.target()
        if not isinstance(row, WorkflowModel):
            return [row]
        like = [row, *(other for other in self.rows if type(other) is type(row))]
        return [one for one in like if page.name != "request_page" or _asks(one, page.shape)]

    def _visible_row(self, person: Person, route: Route, rows: list[Any]) -> Any:
        access = self.access[person.pk]
        return next((row for row in rows if route.can_open(access, row)), _NO_ROW)


_NO_ROW = object()  # a page of no row has None for its row


def _asks(request: Any, slug: str) -> bool:
    return slug in {section.slug for section in pages_of(request.kind)}


def _address(page: Page, row: Any, person: Person | None, role: str) -> Address:
    arguments = ROUTES[page.name].args(row)
    query = page.shape if page.shape.startswith("?") else ""
    if page.shape and not query:
        arguments = (row.pk, page.shape)
    return Address(str(page), page.name, arguments, query, person, role)
