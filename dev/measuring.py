"""The tour of all pages, Lighthouse on the main ones, and the report of both."""

import sys
from collections.abc import Iterator
from pathlib import Path

from dev import build
from dev.progress import say
from demo.cast import find_cast
from tests.browser import find_chromium, opened
from tests.rendered import nu
from tests.rendered.addresses import PAGES, Addresses
from tests.rendered.lighthouse import Lighthouse, Reading
from tests.rendered.report import Report
from tests.rendered.stage import set_out
from tests.rendered.tour import Tour
from tests.rendered.view import View

# Who reads the main pages: the person who has most on them.
MAIN = {
    "desk": "ecomms",
    "queue": "ecomms",
    "requests": "ecomms",
    "request": "ecomms",
    "request_new": "practitioner",
    "request_page": "practitioner",
    "registry": "ecomms",
    "account": "ecomms",
    "official": "",
    "verify": "",
}


def measure(site: str, folder: Path, chosen: list[str]) -> int:
    chromium = find_chromium() or sys.exit("Chromium was not found")
    if not nu.has_java():
        say(nu.NO_JAVA)
    set_out(find_cast())
    names = chosen or PAGES
    with opened(chromium) as browser, nu.running() as checker:
        view = View(browser, site, checker)
        tour = Tour(view, folder / "pictures")
        for name in tour.of(Addresses(), names):
            say(name)
        readings = list(_read(view, chromium, [name for name in MAIN if name in names]))
    report = Report(tour, readings)
    report.write(folder)
    print(report.table())
    return int(report.failed)


def _read(view: View, chromium: str, names: list[str]) -> Iterator[Reading]:
    lighthouse = Lighthouse(build.node(), chromium)
    addresses = Addresses()
    for name in names:
        say(f"Lighthouse: {name}")
        address = addresses.by(name, MAIN[name])
        yield lighthouse.read(name, view.site + address.path("en"), view.cookie(address.person))
