"""The lifecycle path of an account page, as a list and as a diagram."""

import re

import pytest

from registry.views.account_detail import ACCOUNT_PATH

pytestmark = pytest.mark.template_database("demo")


def marks(client, account) -> list[tuple[str, str]]:
    page = client.get(account.get_absolute_url()).text
    steps = page.split('<ol class="stepper"')[1].split("</ol>")[0]
    assert page.split('<svg xmlns="http://www.w3.org/2000/svg" class="lifecycle-path"')[1].count(
        "<rect"
    ) == (steps.count("<li"))
    return [
        (label.strip(), mark)
        for mark, label in re.findall(r'<li class="(\w+)"[^>]*>([^<]+)', steps)
    ]


@pytest.fixture
def auditor_client(client, demo_data):
    client.force_login(demo_data["auditor"])
    return client


@pytest.mark.template_database("migrated")
def test_account_path_goes_from_approved_to_active():
    assert ACCOUNT_PATH == ["approved", "registered", "with_service_canada", "active"]


def test_account_page_marks_states_along_the_main_path(auditor_client, in_state):
    assert marks(auditor_client, in_state("registered")) == [
        ("Approved", "done"),
        ("Registered", "current"),
        ("With Service Canada", "todo"),
        ("Active", "todo"),
    ]


def test_suspended_account_shows_active_as_its_next_state(auditor_client, in_state):
    assert marks(auditor_client, in_state("suspended"))[-2:] == [
        ("Suspended", "current"),
        ("Active", "todo"),
    ]


def test_closing_account_shows_passed_states_as_done(auditor_client, in_state):
    found = marks(auditor_client, in_state("closing"))
    assert found[-2:] == [("Closing", "current"), ("Deactivated", "todo")]
    assert ("Approved", "done") in found


def test_deactivated_account_shows_its_state_as_stopped(auditor_client, in_state):
    assert marks(auditor_client, in_state("deactivated"))[-1] == ("Deactivated", "stopped")
