"""Measure all pages, the main ones with Lighthouse too, and write the report."""

import sys
from collections.abc import Iterator
from pathlib import Path

from demo.users import find_demo_users
from dev import npm
from dev.chromium import find_chromium
from dev.progress import print_step
from tests.accessibility import nu
from tests.accessibility.addresses import PAGES, Addresses, Page
from tests.accessibility.lighthouse import Lighthouse, Reading
from tests.accessibility.report import Report
from tests.accessibility.tour import Tour
from tests.accessibility.view import View
from tests.browser import opened
from tests.factories import create_extra_records

# The main pages, each read by a person who has much on it.
LIGHTHOUSE_PAGES = (
    (Page("dashboard"), "ecomms"),
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


def measure_pages(site: str, folder: Path, selected: list[str]) -> int:
    chromium = find_chromium() or sys.exit("Chromium was not found")
    if not nu.has_java():
        print_step(nu.NO_JAVA)
    create_extra_records(find_demo_users())
    pages = [page for page in PAGES if page.name in selected or not selected]
    with opened(chromium) as browser, nu.running() as checker:
        view, addresses = View(browser, site, checker), Addresses()
        tour = Tour(view, folder / "pictures")
        for page in tour.of(addresses, pages):
            print_step(str(page))
        readings = list(
            run_lighthouse(view, addresses, Lighthouse(npm.find_node(), chromium), pages)
        )
    report = Report(tour, readings)
    report.write(folder)
    print(report.table())
    return int(report.failed)


def run_lighthouse(
    view: View, addresses: Addresses, lighthouse: Lighthouse, pages: list[Page]
) -> Iterator[Reading]:
    for page, username in LIGHTHOUSE_PAGES:
        if page in pages:
            print_step(f"Lighthouse: {page}")
            address = addresses.for_person(page, username)
            url = view.site + address.path("en")
            yield lighthouse.read(str(page), url, view.cookie(address.person))
