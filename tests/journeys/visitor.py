import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from playwright.sync_api import Browser, Locator, Page, expect

from demo.users import PASSWORD
from tests.journeys.english import left_in_english
from web.templatetags.dates import long_date

Words = str | Promise
READ = "domcontentloaded"  # fonts may come later
IN_PLACE = "one => Boolean(one.form?.hasAttribute('data-hx-post'))"
REDIRECTS = (301, 302, 303)


class Visitor:
    """Somebody at a browser of their own, who knows the pages by what is written on them."""

    def __init__(self, browser: Browser, site: str, language: str, *, plain: bool = False) -> None:
        """`plain`: no JavaScript and no mouse."""
        self.site = site
        self.language = language
        self.plain = plain
        self.context = browser.new_context(
            locale=f"{language}-CA", java_script_enabled=not plain, accept_downloads=True
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.status = 0
        self.area = self.page.locator("main")

    def said(self, words: Words, **values: object) -> str:
        """English words of ours in the language of this visitor."""
        with translation.override(self.language):
            text = gettext(words) if isinstance(words, str) else str(words)
        return text % values if values else text

    @property
    def today(self) -> str:
        with translation.override(self.language):
            return long_date(timezone.localdate())

    def sign_in(self, username: str) -> None:
        self.at("sign-in/")
        self.sign_in_here(username)

    def sign_in_here(self, username: str) -> None:
        self.fill("Username", username)
        self.fill("Password", PASSWORD)
        self.press("Sign in")

    def at(self, path: str) -> None:
        """The page of that path, in the language of this visitor."""
        response = self.page.goto(f"{self.site}/{self.language}/{path}", wait_until=READ)
        self._arrived(response.status if response else 0)

    def back_to(self, address: str) -> None:
        self.at(address.removeprefix(self.site).split("/", 2)[2])

    @property
    def address(self) -> str:
        return self.page.url

    def press(self, label: Words) -> None:
        self._go(self.area.get_by_role("button", name=self.said(label), exact=True))

    def follow(self, label: Words) -> None:
        self._go(self.link(label).first)

    def link(self, label: Words) -> Locator:
        return self.area.get_by_role("link", name=self.said(label), exact=True)

    def open(self, title: str) -> None:
        """The first link whose name holds this: a record in a list."""
        self._go(self.area.get_by_role("link", name=title).first)

    @contextmanager
    def taking(self, step: Words) -> Iterator[None]:
        """Open the page of a step from the page of a record; fill it in; take the step."""
        self.follow(step)
        yield
        self.press(step)
        assert self.status == 200, self.problems()

    def take(self, step: Words) -> None:
        with self.taking(step):
            pass

    def fill(self, label: Words, value: object) -> None:
        self.field(label).fill(str(value))

    def choose(self, label: Words, option: Words) -> None:
        """An option of a list, by the beginning of its text."""
        wanted = spaced(self.said(option))
        field = self.field(label)
        values = [
            one.get_attribute("value")
            for one in field.get_by_role("option").all()
            if spaced(one.text_content() or "").startswith(wanted)
        ]
        field.select_option(values[0])

    def pick(self, legend: Words, *choices: Words) -> None:
        with self.within(legend):
            for choice in choices:
                self.tick(choice)

    def tick(self, label: Words) -> None:
        self.check(self.field(label))

    def check(self, box: Locator) -> None:
        if self.plain:
            box.press("Space")
        else:
            box.check()

    @contextmanager
    def within(self, legend: Words, **values: object) -> Iterator[None]:
        """Only what stands under this legend."""
        whole = self.area
        self.area = whole.get_by_role("group", name=_named(self.said(legend, **values)))
        yield
        self.area = whole

    def attach(self, label: Words, name: str, content: bytes) -> None:
        file = {"name": name, "mimeType": "application/pdf", "buffer": content}
        self.field(label).set_input_files(file)

    def field(self, label: Words) -> Locator:
        return self.area.get_by_label(_named(self.said(label)))

    def reads(self, words: Words, **values: object) -> None:
        self.sees(self.said(words, **values))

    def sees(self, text: str) -> None:
        """As innerText gives it: what is hidden does not count."""
        expect(self.area).to_contain_text(text, use_inner_text=True)

    def sees_no(self, text: str) -> None:
        expect(self.area).not_to_contain_text(text, use_inner_text=True)

    def tagged(self, state: Words) -> None:
        """The state of the record, beside its name."""
        expect(self.area.locator(".tag").first).to_have_text(self.said(state))

    def downloads(self, label: Words) -> bytes:
        with self.page.expect_download() as download:
            self.link(label).click()
        return Path(download.value.path()).read_bytes()

    def problems(self) -> str:
        return " | ".join(self.area.locator(".errors, .notice, h1").all_inner_texts())

    def leave(self) -> None:
        self.context.close()

    def _go(self, target: Locator) -> None:
        if not self.plain and target.evaluate(IN_PLACE):
            self._stay(target)
            return
        with self.page.expect_navigation(wait_until=READ) as arrival:
            self._hit(target)
        self._arrived(arrival.value.status)

    def _stay(self, target: Locator) -> None:
        """The page comes in place of this one, after redirects."""
        with self.page.expect_response(lambda response: response.status not in REDIRECTS) as answer:
            self._hit(target)
        expect(self.page.locator(".htmx-request, .htmx-settling")).to_have_count(0)
        self._arrived(answer.value.status)

    def _hit(self, target: Locator) -> None:
        if self.plain:
            target.press("Enter")
        else:
            target.click()

    def _arrived(self, status: int) -> None:
        self.status = status
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.page.locator("a[href='']").count() == 0, self.address
        if self.language == "fr":
            english = left_in_english(self.page)
            assert not english, f"{self.address}: {english}"


def _named(label: str) -> re.Pattern[str]:
    """A label with or without its remark that the field is required."""
    words = r"\s+".join(map(re.escape, label.split()))
    return re.compile(rf"^\s*{words}(\s*\(.*\))?\s*$")


def spaced(text: str) -> str:
    return " ".join(text.split())
