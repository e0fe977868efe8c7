"""The tools that measure pages are fetched only for the targets that use them."""

import pytest

from dev import browser_tools


@pytest.mark.parametrize(
    ("word", "args"),
    [
        ("run", ""),
        ("check", ""),
        ("test", "tests/access"),
        ("test", "tests/access -q --maxfail 1"),
        ("test", "tests/accessibility_elsewhere"),
    ],
)
def test_target_that_measures_no_page_fetches_no_tools(word: str, args: str) -> None:
    assert not browser_tools.needs_browser_tools(word, args.split(), has_chromium=True)


@pytest.mark.parametrize(
    ("word", "args"),
    [
        ("browser", "dashboard"),
        ("screenshots", ""),
        ("test", ""),
        ("test", "-x -k axe"),
        ("test", "tests"),
        ("test", "tests/access tests/accessibility/test_measures.py::test_a_fault -q"),
    ],
)
def test_target_that_measures_pages_fetches_the_tools(word: str, args: str) -> None:
    assert browser_tools.needs_browser_tools(word, args.split(), has_chromium=True)


def test_tests_fetch_no_tools_without_chromium() -> None:
    assert not browser_tools.needs_browser_tools("test", [], has_chromium=False)
