"""Each page once in each language; `make browser` opens it for every role, and looks closer."""

import pytest

from tests.rendered.addresses import PAGES, Addresses
from tests.rendered.measures import LIGHT
from tests.rendered.view import View


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_misses_no_bar(view: View, addresses: Addresses, name: str, language: str) -> None:
    view.open(next(addresses.of(name)), language)
    missed = {measure.__name__: list(measure(view)) for measure in LIGHT}
    assert {name: lines for name, lines in missed.items() if lines} == {}
