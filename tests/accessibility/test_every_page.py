"""Each page once in each language; `make browser` opens it for every role, and looks closer."""

import pytest

from tests.accessibility.addresses import PAGES, Addresses, Page
from tests.accessibility.measures import LIGHT, axe, hosts, html, inline, missed, nu, overflow
from tests.accessibility.nu import NO_JAVA, has_java
from tests.accessibility.view import View


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_misses_no_bar(view: View, addresses: Addresses, page: Page, language: str) -> None:
    address = next(addresses.of(page))
    view.open(address.path(language), address.person)
    assert missed(view, LIGHT) == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_form_with_errors_misses_none(view: View, addresses: Addresses, language: str) -> None:
    address = addresses.for_person(Page("request_new"), "practitioner")
    view.open(address.path(language), address.person)
    view.page.locator("main form[method=post] button").last.click()
    view.page.locator("main .errors").wait_for()
    assert missed(view, (axe, overflow)) == {}


def test_an_address_without_a_page_misses_none(view: View, addresses: Addresses) -> None:
    view.open("/en/nowhere/", addresses.cast["practitioner"])
    assert view.status == 404
    assert missed(view, (hosts, html, inline, nu, axe, overflow)) == {}


def test_nu_has_read_the_pages() -> None:
    if not has_java():
        pytest.skip(NO_JAVA)
