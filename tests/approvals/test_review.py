"""The review by E-Communications (§ 4.3)."""

import pytest
from django.utils import timezone

from access.models import RoleAssignment
from approvals import services
from outbox.models import Notification
from registry.models import Assessment, Platform
from requests_app.enums import Recommendation
from workflow.exceptions import GuardFailed, StepNotPermitted


def recommend(request, demo_requests, recommendation=Recommendation.APPROVAL, by="ecomms"):
    return services.recommend(
        request,
        by=demo_requests.users[by],
        recommendation=recommendation,
        text="Seen and complete.",
    )


def test_whoever_takes_it_up_has_it_on_the_desk(demo_requests):
    request = services.assign(demo_requests.submitted(), by=demo_requests.users["ecomms2"])
    assert (request.state, request.reviewer) == ("in_review", demo_requests.users["ecomms2"])


def test_what_is_on_one_desk_is_not_taken_from_it(demo_requests):
    with pytest.raises(GuardFailed, match="already has it on the desk"):
        services.assign(demo_requests.in_review(), by=demo_requests.users["ecomms2"])


def test_a_request_whose_reviewer_has_left_is_taken_up_by_another(demo_requests):
    request = demo_requests.in_review()
    RoleAssignment.objects.filter(person=demo_requests.users["ecomms"]).update(
        ended_at=timezone.now()
    )
    request = services.assign(request, by=demo_requests.users["ecomms2"])
    assert request.reviewer == demo_requests.users["ecomms2"]


def test_handed_back_it_waits_for_anyone(demo_requests):
    request = services.unassign(demo_requests.in_review(), by=demo_requests.users["ecomms"])
    assert (request.state, request.reviewer) == ("submitted", None)


def test_only_the_officer_on_whose_desk_it_is_recommends(demo_requests):
    with pytest.raises(StepNotPermitted):
        recommend(demo_requests.in_review(), demo_requests, by="ecomms2")


def test_the_reasons_of_a_return_reach_the_requester(demo_requests):
    request = demo_requests.returned()
    assert request.state == "returned"
    assert request.reasons.count() == 3
    notification = Notification.objects.get(
        event_type="request.return_for_changes.next", recipient=demo_requests.users["practitioner"]
    )
    assert "Say who translates." in notification.context["reason"]


def test_a_return_without_a_reason_is_refused(demo_requests):
    with pytest.raises(GuardFailed):
        services.return_for_changes(
            demo_requests.in_review(), by=demo_requests.users["ecomms"], reasons=[]
        )


def test_an_approval_is_not_recommended_without_an_assessment_in_force(demo_requests):
    request = demo_requests.in_review(platform="snapchat")
    with pytest.raises(GuardFailed) as refused:
        recommend(request, demo_requests)
    assert refused.value.refusal.paragraph == "4.9"


def test_a_refusal_is_recommended_without_an_assessment(demo_requests):
    request = recommend(
        demo_requests.in_review(platform="snapchat"), demo_requests, Recommendation.REFUSAL
    )
    assert request.state == "recommended"


def test_an_approval_is_not_recommended_on_a_platform_closed_meanwhile(demo_requests):
    request = demo_requests.in_review()
    Platform.objects.filter(slug="x").update(standing=Platform.Standing.CLOSED)
    with pytest.raises(GuardFailed, match="closed"):
        recommend(request, demo_requests)


def test_an_assessment_past_its_review_date_covers_nothing(demo_requests):
    request = demo_requests.in_review()
    Assessment.objects.filter(platform__slug="x").update(
        review_on=timezone.localdate().replace(year=2020)
    )
    with pytest.raises(GuardFailed):
        recommend(request, demo_requests)
