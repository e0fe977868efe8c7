"""Which pages the documents show, and as whom they are seen."""

import sys
from dataclasses import dataclass
from pathlib import Path

from dev.chromium import find_chromium
from dev.progress import say
from tests.browser import opened
from tests.rendered.addresses import Addresses, Page
from tests.rendered.view import NARROW, WIDE, View


@dataclass(frozen=True, slots=True)
class Picture:
    file: str
    page: Page
    username: str
    language: str = "en"
    width: int = WIDE


PICTURES = (
    Picture("desk", Page("desk"), "ecomms"),
    Picture("desk-french", Page("desk"), "practitioner2", "fr"),
    Picture("request", Page("request"), "practitioner"),
    Picture("form", Page("request_form"), "practitioner"),
    Picture("account", Page("account"), "ecomms"),
    Picture("account-320", Page("account"), "ecomms", width=NARROW),
    Picture("registry", Page("registry"), "ecomms"),
    Picture("verify", Page("verify", "?q=https://x.com/CanadianForces"), ""),
)


def take(site: str, folder: Path) -> None:
    chromium = find_chromium() or sys.exit("Chromium was not found")
    with opened(chromium) as browser:
        view, addresses = View(browser, site, None), Addresses()
        for picture in PICTURES:
            say(picture.file)
            address = addresses.for_person(picture.page, picture.username)
            view.open(address.path(picture.language), address.person, picture.width)
            view.page.screenshot(path=folder / f"{picture.file}.png")
