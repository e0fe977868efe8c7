"""Each account page marks where the account stands, in a list and in the picture of the same."""

import re

import pytest

from registry.views.account_detail import ACCOUNT_PATH

pytestmark = pytest.mark.django_db


def marks(client, account) -> list[tuple[str, str]]:
    page = client.get(account.get_absolute_url()).text
    steps = page.split('<ol class="stepper"')[1].split("</ol>")[0]
    assert page.split('<svg xmlns="http://www.w3.org/2000/svg" class="way"')[1].count("<rect") == (
        steps.count("<li")
    )
    return [
        (label.strip(), mark)
        for mark, label in re.findall(r'<li class="(\w+)"[^>]*>([^<]+)', steps)
    ]


@pytest.fixture
def reader(client, demo_data):
    client.force_login(demo_data["auditor"])
    return client


def test_the_straight_way_goes_from_the_approval_to_the_account_in_use():
    assert ACCOUNT_PATH == ["approved", "registered", "with_service_canada", "active"]


def test_on_the_straight_way(reader, in_state):
    assert marks(reader, in_state("registered")) == [
        ("Approved", "done"),
        ("Registered", "current"),
        ("With Service Canada", "todo"),
        ("Active", "todo"),
    ]


def test_suspended_it_is_to_be_active_again(reader, in_state):
    assert marks(reader, in_state("suspended"))[-2:] == [
        ("Suspended", "current"),
        ("Active", "todo"),
    ]


def test_closing_it_has_passed_what_it_has_passed(reader, in_state):
    found = marks(reader, in_state("closing"))
    assert found[-2:] == [("Closing", "current"), ("Deactivated", "todo")]
    assert ("Approved", "done") in found


def test_deactivated_it_stands_still(reader, in_state):
    assert marks(reader, in_state("deactivated"))[-1] == ("Deactivated", "stopped")
