"""My tasks and Waiting on others, for the demo users."""

import pytest
from django.test import Client
from django.utils import timezone

from access.models import Organization, Person
from access.policy import can_take_step, can_view
from access.resolver import access_for
from dashboard.queries.items import TaskItem
from dashboard.queries.my_tasks import task_sources
from dashboard.queries.waiting import MAX_TASKS, my_tasks, waiting_on_others
from demo.accounts import DemoAccounts
from demo.requests import DemoRequests
from requests_app.models import AccountRequest
from requests_app.services import drafts
from tests.factories import create_accounts
from workflow.due_dates import WorkingDaysLeft

pytestmark = pytest.mark.template_database("assessed")


def tasks_of(demo_requests: DemoRequests, who: str) -> dict[str, TaskItem]:
    """The tasks of a demo user, by URL."""
    items, _ = my_tasks(access_for(demo_requests.users[who]), WorkingDaysLeft())
    return {item.url: item for item in items}


def waiting_on_others_of(demo_requests: DemoRequests, who: str) -> dict[str, TaskItem]:
    items, _ = waiting_on_others(access_for(demo_requests.users[who]), WorkingDaysLeft())
    return {item.url: item for item in items}


def test_returned_request_is_a_task_of_its_requester(demo_requests: DemoRequests) -> None:
    url = demo_requests.returned().get_absolute_url()
    assert tasks_of(demo_requests, "practitioner")[url].action == "Resubmit"
    assert url not in waiting_on_others_of(demo_requests, "practitioner")


def test_assigned_request_waits_on_its_reviewer_by_name(demo_requests: DemoRequests) -> None:
    url = demo_requests.in_review().get_absolute_url()
    assert (
        waiting_on_others_of(demo_requests, "practitioner")[url].holder
        == demo_requests.users["ecomms"].name
    )


def test_recommended_request_does_not_wait_on_who_recommended_it(
    demo_requests: DemoRequests,
) -> None:
    request = demo_requests.recommended()
    held_by = waiting_on_others_of(demo_requests, "practitioner")[request.get_absolute_url()].holder
    assert request.recommended_by.name not in held_by
    assert held_by == "ADM(PA)"


def test_recommending_officer_gets_no_approval_task(demo_accounts: DemoAccounts) -> None:
    demo_requests = demo_accounts.requests
    url = demo_requests.recommended().get_absolute_url()
    assert tasks_of(demo_requests, "admpa")[url].action == "Approve"
    assert url not in tasks_of(demo_requests, "ecomms")


def test_carry_over_draft_is_a_task_of_its_recorder_alone(demo_requests: DemoRequests) -> None:
    navy = Organization.objects.get(code="rcn")
    request = drafts.carry_over(navy, by=demo_requests.users["ecomms"], declared_official=True).row
    url = request.get_absolute_url()
    assert tasks_of(demo_requests, "ecomms")[url].action == "Present to ADM(PA) for confirmation"
    assert url not in tasks_of(demo_requests, "ecomms2")


def test_transfer_is_a_task_of_the_receiving_superior_until_accepted(
    demo_requests: DemoRequests,
) -> None:
    request = demo_requests.in_consultation()
    army = Organization.objects.get(code="ca")
    AccountRequest.objects.filter(pk=request.pk).update(
        kind="transfer",
        account=create_accounts(1)[0],
        account_version=1,
        account_content_hash="of its terms",
        receiving_organization=army,
    )
    url = request.get_absolute_url()
    assert tasks_of(demo_requests, "superior2")[url].action == "Accept the transfer"
    AccountRequest.objects.filter(pk=request.pk).update(
        accepted_by=demo_requests.users["superior2"], accepted_on=timezone.localdate()
    )
    assert url not in tasks_of(demo_requests, "superior2")


def test_registered_account_is_a_task_of_practitioner_and_superior(
    demo_accounts: DemoAccounts,
) -> None:
    url = demo_accounts.registered().get_absolute_url()
    demo_requests = demo_accounts.requests
    assert (
        tasks_of(demo_requests, "practitioner")[url].action
        == "Record the submission to Service Canada"
    )
    assert tasks_of(demo_requests, "superior")[url].action == "Record who holds the credentials"


def test_closing_account_is_a_task_of_superior_and_reviewer(demo_accounts: DemoAccounts) -> None:
    url = demo_accounts.closing().get_absolute_url()
    demo_requests = demo_accounts.requests
    assert tasks_of(demo_requests, "superior")[url].action == "Record progress on the closing plan"
    assert tasks_of(demo_requests, "ecomms")[url].action == "Deactivate"
    assert waiting_on_others_of(demo_requests, "l1") == {}


def test_every_task_can_be_viewed_and_taken_by_its_person(demo_requests: DemoRequests) -> None:
    for make in (
        demo_requests.draft,
        demo_requests.in_consultation,
        demo_requests.advised,
        demo_requests.submitted,
        demo_requests.returned,
    ):
        make()
    for person in demo_requests.users.values():
        access = access_for(person)
        for source in task_sources(timezone.localdate()):
            for row in source.rows(access):
                assert can_view(access, row)
                assert can_take_step(access, source.step, row)


def test_long_task_list_is_cut_to_the_most_urgent_with_a_note(
    demo_requests: DemoRequests, client: Client, monkeypatch
) -> None:
    monkeypatch.setattr("dashboard.queries.waiting.MAX_TASKS", 2)
    assert MAX_TASKS > 2
    for _ in range(3):
        demo_requests.in_consultation()
    client.force_login(demo_requests.users["pa"])
    html = client.get("/en/").content.decode()
    assert html.count("/advise/") == 2
    assert "Only the most urgent are shown here." in html


def test_l1_dashboard_links_accounts_by_state(demo_accounts: DemoAccounts, client: Client) -> None:
    demo_accounts.registered()
    client.force_login(demo_accounts.users["l1"])
    html = client.get("/en/").content.decode()
    assert 'href="/en/registry/?state=registered&amp;organization=rcn"' in html


@pytest.mark.template_database("demo")
def test_dashboard_opens_for_every_demo_user(client: Client, demo_data: dict[str, Person]) -> None:
    for person in demo_data.values():
        client.force_login(person)
        for language in ("en", "fr"):
            assert client.get(f"/{language}/").status_code == 200
