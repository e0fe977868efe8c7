"""Each page once in each language; `make browser` opens it for every role, and looks closer."""

import pytest

from tests.rendered.addresses import PAGES, Addresses, Page
from tests.rendered.measures import LIGHT, missed
from tests.rendered.nu import NO_JAVA, has_java
from tests.rendered.view import View


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_a_page_misses_no_bar(view: View, addresses: Addresses, page: Page, language: str) -> None:
    address = next(addresses.of(page))
    view.open(address.path(language), address.person)
    assert missed(view, LIGHT) == {}


def test_nu_has_read_the_pages() -> None:
    if not has_java():
        pytest.skip(NO_JAVA)
