"""The L1's own step (§ 4.2 Note)."""

import pytest

from approvals import services
from workflow.exceptions import GuardFailed, NotVisible, StepNotPermitted


def test_an_endorsed_request_goes_to_the_queue(walk):
    request = services.endorse(walk.in_l1_review(), by=walk.cast["l1"])
    assert (request.state, request.endorsed_by) == ("submitted", walk.cast["l1"])


def test_an_endorsement_brings_it_back_to_the_reviewer_who_had_it(walk):
    """Sent back by the reviewer, changed in what the L1 endorsed, endorsed again: the same desk."""
    from requests_app.services import drafts as draft_services
    from requests_app.services import returns as return_services
    from requests_app.services import submission as submission_services

    request = walk.returned()
    by = walk.cast["practitioner"]
    request = draft_services.edit(request, by=by, need="Another need, that the L1 has not seen.")
    given = {reason.pk: "Done." for reason in return_services.open_reasons(request)}
    request = submission_services.resubmit(
        return_services.answer_reasons(request, by=by, answers=given), by=by
    )
    assert request.state == "in_l1_review"
    request = services.endorse(request, by=walk.cast["l1"])
    assert (request.state, request.reviewer) == ("in_review", walk.cast["ecomms"])


def test_a_declined_request_is_refused_with_its_clause(walk):
    request = services.decline(
        walk.in_l1_review(), by=walk.cast["l1"], reason="One account is enough.", clause="3.16"
    )
    assert (request.state, request.decision_clause) == ("refused", "3.16")


def test_a_decline_needs_a_reason(walk):
    with pytest.raises(GuardFailed):
        services.decline(walk.in_l1_review(), by=walk.cast["l1"], reason=" ", clause="3.16")


def test_the_handles_of_a_declined_request_are_free_again(walk):
    from registry.models import AccountAddress

    request = walk.in_l1_review()
    services.decline(request, by=walk.cast["l1"], reason="No.", clause="3.16")
    assert not AccountAddress.objects.filter(
        owner=request.pk, status=AccountAddress.Status.REQUESTED
    ).exists()


def test_an_l1_sends_back_and_sees_it_again(walk):
    from requests_app.services import returns as return_services
    from requests_app.services import submission as submission_services

    reasons = [{"clause": "4.10(7)", "field": "translation_plan", "text": "Too short."}]
    request = services.return_for_changes(walk.in_l1_review(), by=walk.cast["l1"], reasons=reasons)
    assert request.state == "returned"
    by = walk.cast["practitioner"]
    given = {reason.pk: "Longer now." for reason in return_services.open_reasons(request)}
    request = submission_services.resubmit(
        return_services.answer_reasons(request, by=by, answers=given), by=by
    )
    assert request.state == "in_l1_review"


@pytest.mark.parametrize("who", ["superior", "pa", "ecomms", "admpa", "practitioner"])
def test_only_the_l1_endorses(walk, who):
    with pytest.raises(StepNotPermitted):
        services.endorse(walk.in_l1_review(), by=walk.cast[who])


def test_the_army_does_not_see_a_request_of_the_navy(walk):
    with pytest.raises(NotVisible):
        services.endorse(walk.in_l1_review(), by=walk.cast["superior2"])
