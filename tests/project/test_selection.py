"""`make test` starts and fetches only what the selected tests need."""

import pytest
from django.conf import settings

from dev import test as run_tests
from dev.selection import ACCESSIBILITY, PLAIN, needs_nothing, selects
from dev.services import Services


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("tests/directive", True),
        ("tests/directive/test_codes.py::test_x -q", True),
        ("tests/directive tests/access", False),
        ("tests/directive_other", False),
        ("tests", False),
        ("-x -k codes", False),
        ("", False),
    ],
)
def test_only_tests_of_the_directive_need_neither_servers_nor_assets(args, expected):
    assert needs_nothing(args.split()) is expected


def test_tests_of_the_directive_ask_for_no_database():
    sources = [path.read_text() for path in (settings.BASE_DIR / PLAIN).glob("*.py")]
    assert sources
    assert not any("django_db" in text or "template_database" in text for text in sources)


def test_selection_that_needs_no_server_starts_none(monkeypatch, tmp_path):
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    with run_tests.servers_for(["tests/directive"]):
        services = Services()
        assert services.variables.exists()
        assert not services.state.exists()


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ("", True),
        ("tests", True),
        ("tests/accessibility/test_measures.py::test_x", True),
        ("tests/access", False),
        ("tests/accessibility_elsewhere", False),
    ],
)
def test_folder_is_selected_by_its_path_or_one_above_or_below(args, expected):
    assert selects(ACCESSIBILITY, args.split()) is expected
