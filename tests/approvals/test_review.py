"""The review by E-Communications (§ 4.3)."""

import pytest
from django.utils import timezone

from access.models import RoleAssignment
from approvals import services
from outbox.models import Notification
from registry.models import Assessment, Platform
from requests_app.enums import Recommendation
from workflow.exceptions import GuardFailed, StepNotPermitted

pytestmark = pytest.mark.template_database("assessed")


def recommend(request, demo_requests, recommendation=Recommendation.APPROVAL, by="ecomms"):
    return services.recommend(
        request,
        by=demo_requests.users[by],
        recommendation=recommendation,
        text="Seen and complete.",
    ).row


def test_assigning_officer_becomes_the_reviewer(demo_requests):
    request = services.assign(demo_requests.submitted(), by=demo_requests.users["ecomms2"]).row
    assert (request.state, request.reviewer) == ("in_review", demo_requests.users["ecomms2"])


def test_assigned_request_cannot_be_assigned_to_another_officer(demo_requests):
    with pytest.raises(GuardFailed, match="already assigned"):
        services.assign(demo_requests.in_review(), by=demo_requests.users["ecomms2"])


def test_request_of_a_reviewer_without_role_can_be_assigned_again(demo_requests):
    request = demo_requests.in_review()
    RoleAssignment.objects.filter(person=demo_requests.users["ecomms"]).update(
        ended_at=timezone.now()
    )
    request = services.assign(request, by=demo_requests.users["ecomms2"]).row
    assert request.reviewer == demo_requests.users["ecomms2"]


def test_unassigned_request_returns_to_the_queue(demo_requests):
    request = services.unassign(demo_requests.in_review(), by=demo_requests.users["ecomms"]).row
    assert (request.state, request.reviewer) == ("submitted", None)


def test_only_the_assigned_reviewer_can_recommend(demo_requests):
    with pytest.raises(StepNotPermitted):
        recommend(demo_requests.in_review(), demo_requests, by="ecomms2")


def test_requester_is_notified_of_the_return_reasons(demo_requests):
    request = demo_requests.returned()
    assert request.state == "returned"
    assert request.reasons.count() == 3
    notification = Notification.objects.get(
        event_type="request.return_for_changes.next", recipient=demo_requests.users["practitioner"]
    )
    assert "Say who translates." in notification.context["reason"]


def test_return_for_changes_requires_a_reason(demo_requests):
    with pytest.raises(GuardFailed):
        services.return_for_changes(
            demo_requests.in_review(), by=demo_requests.users["ecomms"], reasons=[]
        )


def test_recommending_approval_requires_an_assessment_in_force(demo_requests):
    request = demo_requests.in_review(platform="snapchat")
    with pytest.raises(GuardFailed) as refused:
        recommend(request, demo_requests)
    assert refused.value.refusal.paragraph == "4.9"


def test_recommending_refusal_requires_no_assessment(demo_requests):
    request = recommend(
        demo_requests.in_review(platform="snapchat"), demo_requests, Recommendation.REFUSAL
    )
    assert request.state == "recommended"


def test_approval_cannot_be_recommended_on_a_closed_platform(demo_requests):
    request = demo_requests.in_review()
    Platform.objects.filter(slug="x").update(status=Platform.Status.CLOSED)
    with pytest.raises(GuardFailed, match="closed"):
        recommend(request, demo_requests)


def test_assessment_past_its_review_date_does_not_count(demo_requests):
    request = demo_requests.in_review()
    Assessment.objects.filter(platform__slug="x").update(
        review_on=timezone.localdate().replace(year=2020)
    )
    with pytest.raises(GuardFailed):
        recommend(request, demo_requests)
