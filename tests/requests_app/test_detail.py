"""The page of a request."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from access.models import Person
from access.resolver import access_for
from requests_app.models import AccountRequest
from requests_app.services.drafts import edit
from requests_app.services.returns import answer_reasons
from requests_app.services.submission import resubmit, withdraw
from requests_app.views import detail
from tests.factories import (
    ADDRESS,
    DemoUsers,
    account_of,
    advised_request,
    approved_request,
    consulted_request,
    filled_request,
    find_organization,
    returned_request,
    submitted_request,
)
from tests.outbox.email_log import count_queries

pytestmark = pytest.mark.template_database("users")


def _page(request: AccountRequest, person: Person) -> dict:
    return detail.detail_context(access_for(person), AccountRequest.objects.get(pk=request.pk))


def _resubmitted(demo_users: DemoUsers) -> AccountRequest:
    request = returned_request(filled_request(demo_users), demo_users)
    request = edit(
        request, by=demo_users["practitioner"], why_not_existing="Because it is national."
    ).row
    said = {reason.pk: "Done." for reason in request.reasons.all()}
    request = answer_reasons(request, by=demo_users["practitioner"], answers=said).row
    return resubmit(request, by=demo_users["practitioner"]).row


def test_reviewer_sees_changes_since_the_first_submission(demo_users: DemoUsers) -> None:
    page = _page(_resubmitted(demo_users), demo_users["ecomms"])

    assert [(str(label), after) for label, _before, after in page["changed"]] == [
        ("Why no existing account serves", "Because it is national.")
    ]
    assert all(reason.answer for _label, reason in page["reasons"])


def test_requester_sees_changes_since_the_return(demo_users: DemoUsers) -> None:
    request = returned_request(filled_request(demo_users), demo_users)
    assert _page(request, demo_users["practitioner"])["changed"] == []

    request = edit(request, by=demo_users["practitioner"], level="national").row

    assert _page(request, demo_users["practitioner"])["changed"][0][1:] == ("Local", "National")


def test_changes_are_shown_in_the_language_of_the_reader(demo_users: DemoUsers) -> None:
    request = returned_request(filled_request(demo_users), demo_users)
    request = edit(request, by=demo_users["practitioner"], level="regional").row

    with override("fr"):
        assert _page(request, demo_users["practitioner"])["changed"][0][2] == "Régional"


def test_missing_field_links_to_its_form_page(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users, translation_plan="")

    gaps = _page(request, demo_users["practitioner"])["gaps"]

    url = reverse("request_page", args=[request.pk, "languages"])
    assert [(str(label), where) for label, where in gaps] == [("Translation plan", url)]
    assert _page(request, demo_users["superior"])["gaps"] == []


def test_stages_mark_the_current_state(demo_users: DemoUsers) -> None:
    request = submitted_request(filled_request(demo_users), demo_users)

    marks = dict(_page(request, demo_users["practitioner"])["stages"])

    assert marks["PA advice given"] == "done"
    assert marks["L1 review"] == "current"
    assert marks["Active"] == "todo"


def test_stages_omit_the_l1_review_where_its_step_is_off(demo_users: DemoUsers) -> None:
    request = submitted_request(filled_request(demo_users, army=True), demo_users)

    assert "L1 review" not in dict(_page(request, demo_users["outsider"])["stages"])


def test_stages_of_a_returned_request_mark_the_return(demo_users: DemoUsers) -> None:
    request = returned_request(filled_request(demo_users), demo_users)

    marks = dict(_page(request, demo_users["practitioner"])["stages"])

    assert marks["Returned for changes"] == "current"
    assert marks["Awaiting the decision of ADM(PA)"] == "todo"


def test_stages_of_a_withdrawn_request_end_there(demo_users: DemoUsers) -> None:
    request = withdraw(
        consulted_request(filled_request(demo_users)), by=demo_users["practitioner"]
    ).row

    marks = _page(request, demo_users["practitioner"])["stages"]

    assert marks == [("Draft", "done"), ("PA consultation", "done"), ("Withdrawn", "stopped")]
    assert _page(request, demo_users["practitioner"])["holder"] is None


def test_request_page_links_the_approved_account(demo_users: DemoUsers) -> None:
    request = approved_request(filled_request(demo_users), demo_users)

    page = _page(request, demo_users["practitioner"])

    assert page["accounts"] == [account_of(request)]
    assert dict(page["stages"])["Registered"] == "todo"


def test_request_timeline_shows_actor_role_and_reason(demo_users: DemoUsers) -> None:
    request = advised_request(filled_request(demo_users), demo_users)

    last = _page(request, demo_users["practitioner"])["events"][-1]

    assert (last.action, last.actor, last.reason) == (
        "PA advice given",
        demo_users["pa"].name,
        "A clear need.",
    )
    assert "RCN" in last.acting_role


def test_request_timeline_shows_the_requested_address(demo_users: DemoUsers) -> None:
    events = _page(filled_request(demo_users), demo_users["practitioner"])["events"]

    changes = {str(what): after for what, _before, after in events[-1].changes}

    assert ADDRESS in changes["Platform and handle"]


def test_carry_over_draft_has_present_as_its_next_step(demo_users: DemoUsers) -> None:
    from requests_app.services.drafts import carry_over

    request = carry_over(find_organization(), by=demo_users["ecomms"], declared_official=True).row

    holder = _page(request, demo_users["ecomms"])["holder"]

    assert holder["who"] == demo_users["ecomms"].name
    assert "Present" in holder["next"]


def test_request_page_query_count_does_not_grow_with_history(
    demo_users: DemoUsers, superior_client: Client
) -> None:
    request = filled_request(demo_users)
    few = count_queries(superior_client, request.get_absolute_url())
    for number in range(18):
        request = edit(request, by=demo_users["practitioner"], purpose=f"Version {number}.").row

    assert count_queries(superior_client, request.get_absolute_url()) == few
