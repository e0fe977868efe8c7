"""One page of Chromium that opens URLs in turn and records console messages and requests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser

from access.models import Person
from dev.browser_tools import MODULES
from tests.accessibility.nu import Nu

FOLDER = settings.BASE_DIR / "tests" / "accessibility"
AXE = MODULES / "axe-core" / "axe.min.js"
WIDE, NARROW = 1280, 320  # 320 is also 1280 at a zoom of 400 %
HEIGHT = 900


class View:
    def __init__(self, browser: Browser, site: str, nu: Nu | None) -> None:
        self.site = site
        self.nu = nu
        self.context = browser.new_context(reduced_motion="reduce", locale="en-CA")
        self.context.set_default_timeout(15_000)
        for script in (AXE, FOLDER / "probes.js"):
            self.context.add_init_script(path=script)
        self.page = self.context.new_page()
        self.console_messages: list[str] = []
        self.requested_urls: list[str] = []
        self.page.on("console", lambda message: self.console_messages.append(message.text))
        self.page.on("pageerror", lambda error: self.console_messages.append(str(error)))
        self.page.on("request", lambda request: self.requested_urls.append(request.url))
        self.cookies: dict[Any, str] = {}
        self.person: Person | None = None
        self.sizes: dict[str, int] = {}
        self.status = 0
        self.html = ""

    def open(self, path: str, person: Person | None, width: int = WIDE) -> None:
        self.sign_in(person)
        self.wide(width)
        self.console_messages.clear()
        self.requested_urls.clear()
        response = self.page.goto(self.site + path, wait_until="load")
        self.status = response.status if response else 0
        self.html = response.text() if response else ""
        self.ask("settled()")

    def ask(self, question: str) -> Any:
        return self.page.evaluate(f"probes.{question}")

    def wide(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": HEIGHT})

    @contextmanager
    def dark(self) -> Iterator[None]:
        self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        yield
        self.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    @contextmanager
    def spaced(self) -> Iterator[None]:
        self.ask("space(true)")
        yield
        self.ask("space(false)")

    def compressed(self, url: str) -> int:
        if url not in self.sizes:
            self.sizes[url] = self.page.evaluate("url => probes.compressed(url)", url)
        return self.sizes[url]

    def sign_in(self, person: Person | None) -> None:
        """By the cookie: the form of the sign-in is a page among the others."""
        if person == self.person:
            return
        self.context.clear_cookies()
        if person is not None:
            self.context.add_cookies([self._cookie(person)])
        self.person = person

    def cookie(self, person: Person | None) -> str:
        return f"{settings.SESSION_COOKIE_NAME}={self.session(person)}" if person else ""

    def session(self, person: Person) -> str:
        if person.pk not in self.cookies:
            client = Client()
            client.force_login(person)
            self.cookies[person.pk] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self.cookies[person.pk]

    def _cookie(self, person: Person) -> Any:
        return {
            "name": settings.SESSION_COOKIE_NAME,
            "value": self.session(person),
            "url": self.site,
        }

    def close(self) -> None:
        self.context.close()
