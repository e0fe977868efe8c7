"""A page after htmx has swapped the answer to a form into it, as the attributes of the form say."""

import re
from collections.abc import Iterator

from django.http import HttpResponse
from django.test import Client
from django.test.html import Element, parse_html

_CHANGES = re.compile(
    r'((?:name="csrfmiddlewaretoken" value|data-seconds)=)"[^"]*"'
)  # from one answer to the next
HX = {"HX-Request": "true"}


class Page:
    def __init__(self, response: HttpResponse) -> None:
        self.root = parse_html(_CHANGES.sub(r"\1''", response.content.decode()))

    @property
    def title(self) -> str:
        return str(next(one for one in elements(self.root) if one.name == "title").children)

    @property
    def body(self) -> Element:
        return next(one for one in elements(self.root) if one.name == "body")

    def by_id(self, name: str) -> Element:
        return next(one for one in elements(self.root) if attribute(one, "id") == name)

    def form(self, method: str, *, holding: str = "") -> Element:
        """The form of the page that htmx sends, holding a field of this name."""
        return next(
            one
            for one in elements(self.by_id("content"))
            if one.name == "form" and attribute(one, f"data-hx-{method}") is not None
            if not holding or any(attribute(field, "name") == holding for field in elements(one))
        )

    def swap_in(self, answer: "Page", form: Element) -> None:
        """Apply `select`, `select-oob` and the swap, `outerHTML` where none is named."""
        assert attribute(form, "data-hx-target") == attribute(form, "data-hx-select")
        parts = [attribute(form, "data-hx-select"), attribute(form, "data-hx-select-oob")]
        for part in filter(None, parts):
            name, _, swap = part.removeprefix("#").partition(":")
            here, there = self.by_id(name), answer.by_id(name)
            here.children = there.children
            if swap != "innerHTML":
                here.attributes = there.attributes
        titles = [one for one in elements(answer.root) if one.name == "title"]
        for mine in (one for one in elements(self.root) if one.name == "title" and titles):
            mine.children = titles[0].children

    def without_messages(self) -> "Page":
        """A message is shown once, so that a fresh page does not have it."""
        content = self.by_id("content")
        content.children = [one for one in content.children if not _is_message(one)]
        return self


def send_in_place(client: Client, url: str, data: dict[str, object]) -> tuple[Page, str]:
    """The page at the address with its form sent as htmx does, and the address it then has."""
    page = Page(client.get(url))
    form = page.form("post", holding=next(iter(data), "csrfmiddlewaretoken"))
    target = attribute(form, "data-hx-target").removeprefix("#")
    answer = client.post(
        attribute(form, "data-hx-post") or url,
        data,
        follow=True,
        headers=HX | {"HX-Target": target},
    )
    page.swap_in(Page(answer), form)
    return page, answer.redirect_chain[-1][0] if answer.redirect_chain else url


def attribute(element: Element, name: str) -> str | None:
    return next((value for key, value in element.attributes if key == name), None)


def elements(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            yield child
            yield from elements(child)


def _is_message(one: Element | str) -> bool:
    return isinstance(one, Element) and attribute(one, "role") == "status" and "notice" in str(one)
