"""Review by the L1 (§ 4.2 Note)."""

import pytest

from approvals import services
from workflow.exceptions import GuardFailed, NotVisible, StepNotPermitted

pytestmark = pytest.mark.template_database("assessed")


def test_endorsed_request_is_submitted_to_the_review_queue(demo_requests):
    request = services.endorse(demo_requests.in_l1_review(), by=demo_requests.users["l1"]).row
    assert (request.state, request.endorsed_by) == ("submitted", demo_requests.users["l1"])


def test_repeated_endorsement_returns_the_request_to_its_previous_reviewer(demo_requests):
    """Returned by the reviewer, changed in what the L1 had endorsed, and endorsed again."""
    from requests_app.services import drafts as draft_services
    from requests_app.services import returns as return_services
    from requests_app.services import submission as submission_services

    request = demo_requests.returned()
    by = demo_requests.users["practitioner"]
    request = draft_services.edit(
        request, by=by, need="Another need, that the L1 has not seen."
    ).row
    given = {reason.pk: "Done." for reason in return_services.open_reasons(request)}
    request = submission_services.resubmit(
        return_services.answer_reasons(request, by=by, answers=given).row, by=by
    ).row
    assert request.state == "in_l1_review"
    request = services.endorse(request, by=demo_requests.users["l1"]).row
    assert (request.state, request.reviewer) == ("in_review", demo_requests.users["ecomms"])


def test_declined_request_is_refused_with_its_paragraph(demo_requests):
    request = services.decline(
        demo_requests.in_l1_review(),
        by=demo_requests.users["l1"],
        reason="One account is enough.",
        paragraph="3.16",
    ).row
    assert (request.state, request.decision_paragraph) == ("refused", "3.16")


def test_decline_requires_a_reason(demo_requests):
    with pytest.raises(GuardFailed):
        services.decline(
            demo_requests.in_l1_review(), by=demo_requests.users["l1"], reason=" ", paragraph="3.16"
        )


def test_decline_releases_the_requested_addresses(demo_requests):
    from registry.models import AccountAddress

    request = demo_requests.in_l1_review()
    services.decline(request, by=demo_requests.users["l1"], reason="No.", paragraph="3.16")
    assert not AccountAddress.objects.filter(
        request_id=request.pk, status=AccountAddress.Status.REQUESTED
    ).exists()


def test_request_returned_by_the_l1_comes_back_to_the_l1(demo_requests):
    from requests_app.services import returns as return_services
    from requests_app.services import submission as submission_services

    reasons = [{"paragraph": "4.10(7)", "field": "translation_plan", "text": "Too short."}]
    request = services.return_for_changes(
        demo_requests.in_l1_review(), by=demo_requests.users["l1"], reasons=reasons
    ).row
    assert request.state == "returned"
    by = demo_requests.users["practitioner"]
    given = {reason.pk: "Longer now." for reason in return_services.open_reasons(request)}
    request = submission_services.resubmit(
        return_services.answer_reasons(request, by=by, answers=given).row, by=by
    ).row
    assert request.state == "in_l1_review"


@pytest.mark.parametrize("who", ["superior", "pa", "ecomms", "admpa", "practitioner"])
def test_only_the_l1_can_endorse(demo_requests, who):
    with pytest.raises(StepNotPermitted):
        services.endorse(demo_requests.in_l1_review(), by=demo_requests.users[who])


def test_request_is_not_visible_in_another_command(demo_requests):
    with pytest.raises(NotVisible):
        services.endorse(demo_requests.in_l1_review(), by=demo_requests.users["superior2"])
