"""Each page once in each language; `make browser` opens it for every role, and looks closer."""

import pytest

from tests.accessibility.addresses import PAGES, Addresses, Page
from tests.accessibility.measures import LIGHT, axe, hosts, html, inline, missed, nu, overflow
from tests.accessibility.nu import NO_JAVA, has_java
from tests.accessibility.view import View


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_page_meets_every_measure(
    view: View, addresses: Addresses, page: Page, language: str
) -> None:
    address = next(addresses.of(page))
    view.open(address.path(language), address.person)
    assert missed(view, LIGHT) == {}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_form_with_errors_meets_the_measures(
    view: View, addresses: Addresses, language: str
) -> None:
    address = addresses.for_person(Page("request_new"), "practitioner")
    view.open(address.path(language), address.person)
    view.page.locator("main form[method=post] button").last.click()
    view.page.locator("main .errors").wait_for()
    assert missed(view, (axe, overflow)) == {}


def test_not_found_page_meets_the_measures(view: View, addresses: Addresses) -> None:
    view.open("/en/nowhere/", addresses.users["practitioner"])
    assert view.status == 404
    assert missed(view, (hosts, html, inline, nu, axe, overflow)) == {}


def test_java_for_the_nu_html_checker_is_installed() -> None:
    if not has_java():
        pytest.skip(NO_JAVA)
