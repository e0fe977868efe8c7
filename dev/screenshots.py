"""Take the pictures of the documents afresh, from the demo."""

import sys
from dataclasses import dataclass

from dev.browser import serve_demo_site
from dev.chromium import find_chromium
from dev.progress import print_step
from dev.services import BASE_DIR, Services
from dev.signals import handle_stop_signals

FOLDER = BASE_DIR / "docs" / "screenshots"
LARGEST = 200_000  # bytes of a picture
WIDE, NARROW = 1280, 320


@dataclass(frozen=True, slots=True, kw_only=True)
class Screenshot:
    file: str
    page: str
    username: str
    variant: str = ""
    language: str = "en"
    width: int = WIDE


SCREENSHOTS = (
    Screenshot(file="dashboard", page="dashboard", username="ecomms"),
    Screenshot(file="dashboard-french", page="dashboard", username="practitioner2", language="fr"),
    Screenshot(file="request", page="request", username="practitioner"),
    Screenshot(file="form", page="request_form", username="practitioner"),
    Screenshot(file="account", page="account", username="ecomms"),
    Screenshot(file="account-320", page="account", username="ecomms", width=NARROW),
    Screenshot(file="registry", page="registry", username="ecomms"),
    Screenshot(
        file="verify", page="verify", username="", variant="?q=https://x.com/CanadianForces"
    ),
)


def main() -> None:
    handle_stop_signals()
    with Services().keep_running(), serve_demo_site() as (site, _folder):
        take_screenshots(site)
    large = [file.name for file in FOLDER.glob("*.png") if file.stat().st_size > LARGEST]
    sys.exit(f"Too large: {', '.join(large)}" if large else 0)


def take_screenshots(site: str) -> None:
    # These need the settings, which are read when the site is served.
    from tests.accessibility.addresses import Addresses, Page
    from tests.accessibility.view import View
    from tests.browser import opened

    chromium = find_chromium() or sys.exit("Chromium was not found")
    with opened(chromium) as browser:
        view, addresses = View(browser, site, None), Addresses()
        for one in SCREENSHOTS:
            print_step(one.file)
            address = addresses.for_person(Page(one.page, one.variant), one.username)
            view.open(address.path(one.language), address.person, one.width)
            view.page.screenshot(path=FOLDER / f"{one.file}.png")


if __name__ == "__main__":
    main()
