"""The decision of ADM(PA) (§ 4.3, 5.4(1))."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Organization, RoleAssignment
from approvals import services
from directive.roles import Role
from registry.models import Account, AccountAddress
from requests_app.enums import FoundOutcome, Kind
from workflow.exceptions import GuardFailed, StaleVersion, StepNotPermitted

pytestmark = pytest.mark.template_database("assessed")


def test_approval_creates_the_account_in_the_same_transaction(demo_requests):
    request = demo_requests.approved(conditions="Two administrators at least.")
    account = Account.objects.get(request_id=request.pk)
    assert (request.state, account.state) == ("approved", "approved")
    assert account.conditions == "Two administrators at least."
    assert account.approved_by == demo_requests.users["admpa"]


def test_approval_makes_the_requested_address_live(demo_requests):
    account = Account.objects.get(request_id=demo_requests.approved().pk)
    assert AccountAddress.objects.get(account=account).status == AccountAddress.Status.LIVE


def test_approval_of_a_pair_creates_two_partner_accounts(demo_requests):
    request = demo_requests.approved(pair=True)
    english, french = Account.objects.filter(request_id=request.pk).order_by("language")
    assert (english.partner, french.partner) == (french, english)


def test_recommending_officer_cannot_approve(demo_requests):
    request = demo_requests.recommended()
    RoleAssignment.objects.create(
        person=demo_requests.users["ecomms"],
        role=Role.ADMPA,
        organization=Organization.objects.get(depth=1),
    )
    with pytest.raises(StepNotPermitted):
        services.approve(request, by=demo_requests.users["ecomms"])


def test_requester_cannot_approve_their_own_request(demo_requests):
    request = demo_requests.recommended()
    RoleAssignment.objects.create(
        person=demo_requests.users["practitioner"],
        role=Role.ADMPA,
        organization=Organization.objects.get(depth=1),
    )
    with pytest.raises(StepNotPermitted):
        services.approve(request, by=demo_requests.users["practitioner"])


def test_guards_are_checked_again_on_approval(demo_requests):
    from registry.models import Platform

    request = demo_requests.recommended()
    Platform.objects.filter(slug="x").update(allowed_on_devices=False)
    with pytest.raises(GuardFailed):
        services.approve(request, by=demo_requests.users["admpa"])
    assert not Account.objects.filter(request_id=request.pk).exists()


def test_approval_requires_an_authorized_practitioner(demo_requests):
    from practitioners import services as practitioners
    from practitioners.models import Authorization

    request = demo_requests.recommended()
    for row in Authorization.objects.filter(person__in=request.practitioners.all()):
        practitioners.revoke(
            row, by=demo_requests.users["superior"], code="left", reason="Posted away."
        )
    with pytest.raises(GuardFailed, match="practitioner"):
        services.approve(request, by=demo_requests.users["admpa"])


def test_approval_from_a_stale_page_is_refused(demo_requests):
    request = demo_requests.recommended()
    with pytest.raises(StaleVersion):
        services.approve(request, by=demo_requests.users["admpa"], version=request.version - 1)


def test_question_returns_the_request_to_its_reviewer(demo_requests):
    request = services.ask_again(
        demo_requests.recommended(), by=demo_requests.users["admpa"], question="Who watches?"
    ).row
    assert (request.state, request.reviewer) == ("in_review", demo_requests.users["ecomms"])


def test_refused_request_records_its_paragraph(demo_requests):
    request = demo_requests.refused()
    assert (request.state, request.decision_paragraph) == ("refused", "3.16")


def test_refusal_requires_a_paragraph(demo_requests):
    with pytest.raises(GuardFailed):
        services.refuse(
            demo_requests.recommended(), by=demo_requests.users["admpa"], reason="No.", paragraph=""
        )


def test_refusal_of_a_regularization_requires_an_outcome_for_the_account(demo_requests):
    request = demo_requests.recommended(kind=Kind.REGULARIZATION)
    with pytest.raises(GuardFailed) as refused:
        services.refuse(
            request, by=demo_requests.users["admpa"], reason="Not needed.", paragraph="3.16"
        )
    assert refused.value.refusal.paragraph == "5.4(1)"


def test_refusal_of_a_regularization_can_direct_the_deactivation(demo_requests):
    due = timezone.localdate() + timedelta(days=14)
    request = services.refuse(
        demo_requests.recommended(kind=Kind.REGULARIZATION),
        by=demo_requests.users["admpa"],
        reason="Not needed.",
        paragraph="4.5",
        found_outcome=FoundOutcome.DIRECTED,
        found_reason="It speaks for the command without approval.",
        found_due=due,
    ).row
    assert (request.state, request.found_due) == ("refused", due)


def test_approval_against_the_recommendation_still_requires_every_guard(demo_requests):
    request = demo_requests.recommended(refusal=True, platform="snapchat")
    with pytest.raises(GuardFailed) as refused:
        services.approve(request, by=demo_requests.users["admpa"])
    assert refused.value.refusal.paragraph == "4.9"


def test_question_about_a_carry_over_returns_it_to_its_recorder(demo_requests):
    from demo.carried import recorded
    from requests_app.services import drafts as draft_services

    ecomms = demo_requests.users["ecomms"]
    request = services.ask_again(
        recorded(demo_requests.users)[0],
        by=demo_requests.users["admpa"],
        question="Who approved it?",
    ).row
    assert (request.state, request.reviewer) == ("in_review", ecomms)
    request = draft_services.edit(
        request, by=ecomms, earlier_approval_text="The list of 2018, page 3."
    ).row
    assert request.earlier_approval_text == "The list of 2018, page 3."
