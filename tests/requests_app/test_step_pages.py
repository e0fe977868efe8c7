"""Step pages of a request."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from requests_app.models import AccountRequest
from requests_app.urls import steps
from tests.factories import (
    ADDRESS,
    DemoUsers,
    advised_request,
    consulted_request,
    filled_request,
    recommended_request,
    returned_request,
)

pytestmark = pytest.mark.template_database("users")


def _post(demo_users: DemoUsers, who: str, request: AccountRequest, step: str, **typed: Any) -> Any:
    client = Client()
    client.force_login(demo_users[who])
    url = reverse(f"request_{step}", args=[request.pk])
    if client.get(url).status_code != 200:
        return client.post(url, typed)
    return client.post(url, {"version": request.version} | typed)


def _now(request: AccountRequest) -> AccountRequest:
    return AccountRequest.objects.get(pk=request.pk)


def test_request_goes_from_draft_to_the_l1_in_the_browser(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    _post(demo_users, "practitioner", request, "consult")
    assert _now(request).state == "in_consultation"
    _post(demo_users, "practitioner", _now(request), "recall")
    assert _now(request).state == "draft"
    _post(demo_users, "practitioner", _now(request), "consult")
    _post(
        demo_users, "pa", _now(request), "advise", finding="existing", advice="Use the other one."
    )
    assert _now(request).advice_finding == "existing"
    _post(demo_users, "practitioner", _now(request), "submit")
    assert _now(request).state == "in_l1_review"


def test_advice_page_shows_the_content_it_covers(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))
    client = Client()
    client.force_login(demo_users["pa"])

    page = client.get(reverse("request_advise", args=[request.pk])).content.decode()

    assert request.purpose in page
    assert ADDRESS in page


def test_approval_page_shows_the_content_advice_and_recommendation(demo_users: DemoUsers) -> None:
    request = recommended_request(filled_request(demo_users), demo_users)
    client = Client()
    client.force_login(demo_users["admpa"])

    page = client.get(reverse("request_approve", args=[request.pk])).content.decode()

    assert request.purpose in page
    assert request.advice in page
    assert request.recommendation_text in page


def test_step_page_shows_the_resulting_state_and_next_role(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)
    client = Client()
    client.force_login(demo_users["practitioner"])

    page = client.get(reverse("request_consult", args=[request.pk])).content.decode()

    assert "It is then: PA consultation. Next step: Give advice (Public affairs staff)." in page


def test_step_page_shows_the_resulting_state_for_the_organization(demo_users: DemoUsers) -> None:
    request = advised_request(filled_request(demo_users), demo_users)
    client = Client()
    client.force_login(demo_users["practitioner"])

    page = client.get(reverse("request_submit", args=[request.pk])).content.decode()

    assert "It is then: L1 review. Next step: Endorse (Level one advisor)." in page


def test_refusal_form_preselects_no_paragraph(demo_users: DemoUsers) -> None:
    request = recommended_request(filled_request(demo_users), demo_users)

    client = Client()
    client.force_login(demo_users["admpa"])

    page = client.get(reverse("request_refuse", args=[request.pk])).content.decode()

    assert '<option value="" selected>Choose</option>' in page


def test_return_reasons_can_be_answered_one_by_one(demo_users: DemoUsers) -> None:
    request = returned_request(filled_request(demo_users), demo_users)
    first, second = request.reasons.all()

    _post(demo_users, "practitioner", request, "answer", **{str(first.pk): "Done."})
    assert _now(request).facts().open_reasons == 1
    said = {str(first.pk): "Done.", str(second.pk): "Her deputy."}
    _post(demo_users, "practitioner", _now(request), "answer", **said)
    _post(demo_users, "practitioner", _now(request), "resubmit")

    assert _now(request).state == "in_review"


def test_failed_guard_is_shown_on_the_step_page(demo_users: DemoUsers) -> None:
    request = advised_request(filled_request(demo_users, translation_plan=""), demo_users)

    response = _post(demo_users, "practitioner", request, "submit")

    assert response.status_code == 422
    assert "not complete" in response.content.decode()


def test_practitioner_is_named_by_username(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    _post(demo_users, "superior", request, "name_practitioner", person="practitioner2")

    assert demo_users["practitioner2"] in _now(request).practitioners.all()


def test_person_without_authorization_cannot_be_named_in_the_form(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    response = _post(demo_users, "superior", request, "name_practitioner", person="outsider")

    assert "authorization is in force" in response.content.decode()


@pytest.mark.parametrize("who", ["pa", "superior", "l1", "ecomms", "admpa", "auditor"])
@pytest.mark.parametrize("step", ["consult", "submit", "resubmit", "recall", "answer", "present"])
def test_readers_cannot_take_the_steps_of_the_requester(
    demo_users: DemoUsers, who: str, step: str
) -> None:
    request = filled_request(demo_users)

    response = _post(demo_users, who, request, step)

    assert response.status_code in (403, 409)
    assert (_now(request).state, _now(request).version) == ("draft", request.version)


def test_step_pages_are_named_for_their_steps() -> None:
    names = {step.name for step in steps}

    assert {"request_consult", "request_submit", "request_accept_transfer"} <= names
