"""Every page for every role, in both languages and at both widths, with its pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.accessibility.addresses import Address, Addresses, Page
from tests.accessibility.measures import AT_320, AT_1280, Measure, missed
from tests.accessibility.view import NARROW, WIDE, View

LANGUAGES = ("en", "fr")
WIDTHS: tuple[tuple[int, tuple[Measure, ...]], ...] = ((WIDE, AT_1280), (NARROW, AT_320))
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value|data-person)="[^"]*"')


@dataclass(frozen=True, slots=True)
class Missed:
    measure: str
    page: str
    role: str
    language: str
    width: int
    what: str


class Tour:
    def __init__(self, view: View, pictures: Path) -> None:
        self.view = view
        self.pictures = pictures
        self.missed: list[Missed] = []
        self.opened = self.alike = 0
        self.seen: set[str] = set()

    def of(self, addresses: Addresses, pages: list[Page]) -> Iterator[Page]:
        """Gives each page once it was looked at."""
        for page in pages:
            for number, address in enumerate(addresses.of(page)):
                self.look(address, pictured=number == 0)
            for address in addresses.in_each_state(page):
                self.look(address, pictured=False)
            yield page

    def look(self, address: Address, *, pictured: bool) -> None:
        for language in LANGUAGES:
            for width, measures in WIDTHS:
                self.view.open(address.path(language), address.person, width)
                if width == WIDE and self.known(address):
                    break
                for measure, lines in missed(self.view, measures).items():
                    self.missed += [
                        Missed(measure, address.page, address.role, language, width, line)
                        for line in lines
                    ]
                if pictured:
                    self.picture(f"{address.page}.{language}.{width}")

    def known(self, address: Address) -> bool:
        """Two roles that get the same page, but for the name on top, need one look."""
        name = address.person.name if address.person else ""
        html = TOKEN.sub("", self.view.html.replace(name, ""))
        self.opened += 1
        known = html in self.seen
        self.alike += known
        self.seen.add(html)
        return known

    def picture(self, name: str) -> None:
        file = re.sub(r"[^\w.-]+", "-", name)
        self.view.page.screenshot(path=self.pictures / f"{file}.light.png", full_page=True)
        with self.view.dark():
            self.view.page.screenshot(path=self.pictures / f"{file}.dark.png", full_page=True)
