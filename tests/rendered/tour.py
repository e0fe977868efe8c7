"""Every page for every role, in both languages and at both widths, with its pictures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rendered.addresses import Address, Addresses
from tests.rendered.measures import AT_320, AT_1280, Measure, missed
from tests.rendered.view import NARROW, WIDE, View

LANGUAGES = ("en", "fr")
WIDTHS: tuple[tuple[int, tuple[Measure, ...]], ...] = ((WIDE, AT_1280), (NARROW, AT_320))
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')


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
        self.looked_at = self.alike = 0
        self.seen: set[tuple[str, str]] = set()

    def of(self, addresses: Addresses, names: list[str]) -> Iterator[str]:
        """Gives the name of each page when it was looked at."""
        for name in names:
            for number, address in enumerate(addresses.of(name)):
                for language in LANGUAGES:
                    self.look(address, language, pictured=number == 0)
            yield name

    def look(self, address: Address, language: str, *, pictured: bool) -> None:
        for width, measures in WIDTHS:
            self.view.open(address.path(language), address.person, width)
            if width == WIDE and self.known(address):
                return
            for measure, lines in missed(self.view, measures).items():
                self.note(measure, address, language, width, lines)
            if pictured:
                self.picture(f"{address.name}.{language}.{width}")

    def known(self, address: Address) -> bool:
        """Two roles that get the same page, but for the name on top, need one look."""
        name = address.person.name if address.person else ""
        key = (address.name, TOKEN.sub("", self.view.html.replace(name, "")))
        self.looked_at += 1
        if key in self.seen:
            self.alike += 1
            return True
        self.seen.add(key)
        return False

    def note(
        self, measure: str, address: Address, language: str, width: int, lines: list[str]
    ) -> None:
        for line in lines:
            self.missed.append(Missed(measure, address.name, address.role, language, width, line))

    def picture(self, name: str) -> None:
        self.view.page.screenshot(path=self.pictures / f"{name}.light.png", full_page=True)
        with self.view.dark():
            self.view.page.screenshot(path=self.pictures / f"{name}.dark.png", full_page=True)
