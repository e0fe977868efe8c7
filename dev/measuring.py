"""The tour of all pages, Lighthouse on the main ones, and the report of both."""

import sys
from collections.abc import Iterator
from pathlib import Path

from demo.cast import find_cast
from dev import npm
from dev.chromium import find_chromium
from dev.progress import say
from tests.browser import opened
from tests.rendered import nu
from tests.rendered.addresses import PAGES, Addresses, Page
from tests.rendered.lighthouse import Lighthouse, Reading
from tests.rendered.report import Report
from tests.rendered.stage import set_out
from tests.rendered.tour import Tour
from tests.rendered.view import View

# The main pages, each read by a person who has much on it.
MAIN = (
    (Page("desk"), "ecomms"),
    (Page("queue"), "ecomms"),
    (Page("requests"), "ecomms"),
    (Page("request"), "ecomms"),
    (Page("request_new"), "practitioner"),
    (Page("request_page", "audience"), "practitioner"),
    (Page("registry"), "ecomms"),
    (Page("account"), "ecomms"),
    (Page("official"), ""),
    (Page("verify"), ""),
)


def measure(site: str, folder: Path, chosen: list[str]) -> int:
    chromium = find_chromium() or sys.exit("Chromium was not found")
    if not nu.has_java():
        say(nu.NO_JAVA)
    set_out(find_cast())
    pages = [page for page in PAGES if page.name in chosen or not chosen]
    with opened(chromium) as browser, nu.running() as checker:
        view, addresses = View(browser, site, checker), Addresses()
        tour = Tour(view, folder / "pictures")
        for page in tour.of(addresses, pages):
            say(str(page))
        readings = list(_read(view, addresses, Lighthouse(npm.find_node(), chromium), pages))
    report = Report(tour, readings)
    report.write(folder)
    print(report.table())
    return int(report.failed)


def _read(
    view: View, addresses: Addresses, lighthouse: Lighthouse, pages: list[Page]
) -> Iterator[Reading]:
    for page, username in MAIN:
        if page in pages:
            say(f"Lighthouse: {page}")
            address = addresses.for_person(page, username)
            url = view.site + address.path("en")
            yield lighthouse.read(str(page), url, view.cookie(address.person))
