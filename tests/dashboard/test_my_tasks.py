"""What the cast finds on its desk."""

import pytest
from django.test import Client
from django.utils import timezone

from access.models import Organization, Person
from access.policy import can_take_step, can_view
from access.resolver import access_for
from dashboard.queries.items import TaskItem, WorkingDaysLeft
from dashboard.queries.my_tasks import task_sources
from dashboard.queries.waiting import MAX_TASKS, my_tasks, waiting_on_others
from demo.accounts import AccountWalk
from demo.requests import Walk
from requests_app.models import AccountRequest
from requests_app.services import drafts

pytestmark = pytest.mark.django_db


def waiting(walk: Walk, who: str) -> dict[str, TaskItem]:
    """What waits for somebody, by its address."""
    items, _ = my_tasks(access_for(walk.cast[who]), WorkingDaysLeft())
    return {item.url: item for item in items}


def held(walk: Walk, who: str) -> dict[str, TaskItem]:
    items, _ = waiting_on_others(access_for(walk.cast[who]), WorkingDaysLeft())
    return {item.url: item for item in items}


def test_a_returned_request_is_back_with_its_requester(walk: Walk) -> None:
    url = walk.returned().get_absolute_url()
    assert waiting(walk, "practitioner")[url].action == "Resubmit"
    assert url not in held(walk, "practitioner")


def test_the_reviewer_by_name_holds_what_was_taken_up(walk: Walk) -> None:
    url = walk.in_review().get_absolute_url()
    assert held(walk, "practitioner")[url].holder == walk.cast["ecomms"].name


def test_one_who_recommended_is_not_asked_to_decide(accounts: AccountWalk) -> None:
    walk = accounts.requests
    url = walk.recommended().get_absolute_url()
    assert waiting(walk, "admpa")[url].action == "Approve"
    assert url not in waiting(walk, "ecomms")


def test_a_carry_over_waits_for_the_officer_who_began_it(walk: Walk) -> None:
    navy = Organization.objects.get(code="rcn")
    request = drafts.carry_over(navy, by=walk.cast["ecomms"], declared_official=True)
    url = request.get_absolute_url()
    assert waiting(walk, "ecomms")[url].action == "Present to ADM(PA) for confirmation"
    assert url not in waiting(walk, "ecomms2")


def test_a_transfer_waits_for_the_receiving_superior(walk: Walk) -> None:
    request = walk.in_consultation()
    army = Organization.objects.get(code="ca")
    AccountRequest.objects.filter(pk=request.pk).update(
        kind="transfer", receiving_organization=army
    )
    url = request.get_absolute_url()
    assert waiting(walk, "superior2")[url].action == "Accept the transfer"
    AccountRequest.objects.filter(pk=request.pk).update(accepted_on=timezone.localdate())
    assert url not in waiting(walk, "superior2")


def test_a_registered_account_waits_for_the_practitioner(accounts: AccountWalk) -> None:
    url = accounts.registered().get_absolute_url()
    walk = accounts.requests
    assert waiting(walk, "practitioner")[url].action == "Record the submission to Service Canada"
    assert waiting(walk, "superior")[url].action == "Record who holds the credentials"


def test_a_closing_account_asks_for_work_on_its_plan(accounts: AccountWalk) -> None:
    url = accounts.closing().get_absolute_url()
    walk = accounts.requests
    assert waiting(walk, "superior")[url].action == "Record progress on the closing plan"
    assert waiting(walk, "ecomms")[url].action == "Deactivate"
    assert held(walk, "l1") == {}


def test_every_row_asked_for_may_be_seen_and_acted_on(walk: Walk) -> None:
    for make in (walk.draft, walk.in_consultation, walk.advised, walk.submitted, walk.returned):
        make()
    for person in walk.cast.values():
        access = access_for(person)
        for ask in task_sources(timezone.localdate()):
            for row in ask.rows(access):
                assert can_view(access, row)
                assert can_take_step(access, ask.step, row)


def test_a_long_list_shows_the_most_urgent_and_says_so(
    walk: Walk, client: Client, monkeypatch
) -> None:
    monkeypatch.setattr("dashboard.queries.waiting.MAX_TASKS", 2)
    assert MAX_TASKS > 2
    for _ in range(3):
        walk.in_consultation()
    client.force_login(walk.cast["pa"])
    html = client.get("/en/").content.decode()
    assert html.count("/advise/") == 2
    assert "Only the most urgent are shown here." in html


def test_an_l1_sees_accounts_by_state_with_a_link_to_them(
    accounts: AccountWalk, client: Client
) -> None:
    accounts.registered()
    client.force_login(accounts.cast["l1"])
    html = client.get("/en/").content.decode()
    assert 'href="/en/registry/?state=registered&amp;organization=rcn"' in html


def test_the_desk_of_everybody_opens(client: Client, demo_data: dict[str, Person]) -> None:
    for person in demo_data.values():
        client.force_login(person)
        for language in ("en", "fr"):
            assert client.get(f"/{language}/").status_code == 200
