"""The steps of the requester and of PA staff, with their guards."""

import pytest

from access.models import RoleAssignment
from practitioners import services as practitioners
from practitioners.models import Authorization
from registry.models import AccountAddress
from requests_app.models import AccountRequest
from requests_app.services.consultation import advise, consult, recall
from requests_app.services.drafts import edit, start
from requests_app.services.returns import answer_reasons
from requests_app.services.submission import name_practitioner, resubmit, submit, withdraw
from tests.factories import (
    DemoUsers,
    account_of,
    advised_request,
    approved_request,
    consulted_request,
    draft_request,
    filled_request,
    find_organization,
    proposal,
    request_in_review,
    returned_request,
    submitted_request,
)
from workflow.exceptions import (
    GuardFailed,
    InvalidTransition,
    NotVisible,
    StaleVersion,
    StepNotPermitted,
)

pytestmark = pytest.mark.template_database("users")


def test_start_requires_the_declaration(demo_users: DemoUsers) -> None:
    with pytest.raises(GuardFailed, match="personal"):
        start(find_organization(), by=demo_users["practitioner"])

    assert not AccountRequest.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "superior", "pa", "ecomms", "administrator"])
def test_only_a_practitioner_of_the_organization_can_start(demo_users: DemoUsers, who: str) -> None:
    with pytest.raises(StepNotPermitted):
        start(find_organization(), by=demo_users[who], declared_official=True)


def test_requester_is_named_on_the_request_and_its_reference_is_random(
    demo_users: DemoUsers,
) -> None:
    first, second = draft_request(demo_users), draft_request(demo_users)

    assert list(first.practitioners.all()) == [demo_users["practitioner"]]
    assert first.reference != second.reference
    assert len(first.reference) == len("R-XXXX-XXXX")


def test_consultation_requires_purpose_and_need(demo_users: DemoUsers) -> None:
    with pytest.raises(GuardFailed, match="purpose"):
        consult(filled_request(demo_users, need=""), by=demo_users["practitioner"])


def test_consultation_requires_an_authorized_practitioner(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users, practitioners=[])

    with pytest.raises(GuardFailed, match="practitioner"):
        consult(request, by=demo_users["practitioner"])


def test_consultation_requires_a_handle(demo_users: DemoUsers) -> None:
    with pytest.raises(GuardFailed, match="handle"):
        consult(filled_request(demo_users, handles=[]), by=demo_users["practitioner"])


def test_recall_returns_the_request_to_draft(demo_users: DemoUsers) -> None:
    request = recall(
        consulted_request(filled_request(demo_users)), by=demo_users["practitioner"]
    ).row

    assert request.state == "draft"


def test_advice_on_a_request_requires_a_text(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))

    with pytest.raises(GuardFailed, match="advice"):
        advise(request, by=demo_users["pa"], finding="supported", advice=" ")


def test_requester_cannot_advise_on_their_own_request(demo_users: DemoUsers) -> None:
    organization = find_organization()
    RoleAssignment.objects.create(
        person=demo_users["practitioner"], role="pa", organization=organization
    )
    request = consulted_request(filled_request(demo_users))

    with pytest.raises(StepNotPermitted):
        advise(request, by=demo_users["practitioner"], finding="supported", advice="Mine.")


def test_pa_staff_of_another_organization_cannot_advise(demo_users: DemoUsers) -> None:
    request = consulted_request(filled_request(demo_users))

    with pytest.raises(NotVisible):
        advise(request, by=demo_users["pa2"], finding="supported", advice="Fine.")


def test_submitted_request_goes_to_the_l1_where_its_step_is_on(demo_users: DemoUsers) -> None:
    assert submitted_request(filled_request(demo_users), demo_users).state == "in_l1_review"


def test_submitted_request_goes_to_the_queue_where_the_l1_step_is_off(
    demo_users: DemoUsers,
) -> None:
    assert submitted_request(filled_request(demo_users, army=True), demo_users).state == "submitted"


def test_incomplete_request_cannot_be_submitted(demo_users: DemoUsers) -> None:
    request = advised_request(filled_request(demo_users, translation_plan=""), demo_users)

    with pytest.raises(GuardFailed, match="not complete"):
        submit(request, by=demo_users["practitioner"])

    assert request.facts().missing == ("translation_plan",)
    assert not AccountAddress.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "Something else."},
        {"handles": "https://x.com/another_osma"},
        {"practitioners": "practitioner2"},
    ],
)
def test_change_of_advised_content_voids_the_advice(demo_users: DemoUsers, change: dict) -> None:
    request = advised_request(filled_request(demo_users), demo_users)
    if "handles" in change:
        change = {"handles": [proposal(change["handles"])]}
    if "practitioners" in change:
        change = {
            "practitioners": [demo_users["practitioner"], demo_users[change["practitioners"]]]
        }
    request = edit(request, by=demo_users["practitioner"], **change).row

    with pytest.raises(GuardFailed, match="consult them again"):
        submit(request, by=demo_users["practitioner"])


def test_change_of_other_content_keeps_the_advice(demo_users: DemoUsers) -> None:
    request = advised_request(filled_request(demo_users), demo_users)
    request = edit(request, by=demo_users["practitioner"], translation_plan="Another plan.").row

    assert submit(request, by=demo_users["practitioner"]).row.state == "in_l1_review"


def test_submission_keeps_a_snapshot_and_requests_the_address(demo_users: DemoUsers) -> None:
    request = submitted_request(filled_request(demo_users), demo_users)

    assert request.submissions.get().values["purpose"] == request.purpose
    assert AccountAddress.objects.get(request_id=request.pk).status == "requested"


def test_withdrawal_drops_the_requested_address(demo_users: DemoUsers) -> None:
    request = withdraw(
        submitted_request(filled_request(demo_users), demo_users), by=demo_users["practitioner"]
    ).row

    assert request.state == "withdrawn"
    assert AccountAddress.objects.get(request_id=request.pk).status == "dropped"


def test_withdrawn_request_cannot_be_edited(demo_users: DemoUsers) -> None:
    request = withdraw(
        filled_request(demo_users), by=demo_users["superior"], reason="Not needed."
    ).row

    with pytest.raises(InvalidTransition):
        edit(request, by=demo_users["practitioner"], purpose="Again.")


def test_resubmission_requires_an_answer_to_every_reason(demo_users: DemoUsers) -> None:
    request = returned_request(filled_request(demo_users), demo_users)
    first, second = request.reasons.all()
    request = answer_reasons(
        request, by=demo_users["practitioner"], answers={first.pk: "Done."}
    ).row

    with pytest.raises(GuardFailed, match="not answered yet"):
        resubmit(request, by=demo_users["practitioner"])

    request = answer_reasons(
        request, by=demo_users["practitioner"], answers={second.pk: "Her deputy."}
    ).row
    assert request.facts().open_reasons == 0


def _answered(request: AccountRequest, demo_users: DemoUsers) -> AccountRequest:
    said = {reason.pk: "Done." for reason in request.reasons.all()}
    return answer_reasons(request, by=demo_users["practitioner"], answers=said).row


def test_resubmitted_request_returns_to_its_reviewer(demo_users: DemoUsers) -> None:
    request = _answered(returned_request(filled_request(demo_users), demo_users), demo_users)
    request = resubmit(request, by=demo_users["practitioner"]).row

    assert (request.state, request.reviewer) == ("in_review", demo_users["ecomms"])
    assert request.submissions.count() == 2


def test_resubmitted_request_goes_to_the_queue_without_its_reviewer(demo_users: DemoUsers) -> None:
    request = _answered(returned_request(filled_request(demo_users), demo_users), demo_users)
    demo_users["ecomms"].role_assignments.update(first_day="2019-01-01", last_day="2020-01-01")

    assert resubmit(request, by=demo_users["practitioner"]).row.state == "submitted"


def test_change_of_endorsed_content_returns_the_request_to_the_l1(demo_users: DemoUsers) -> None:
    request = _answered(returned_request(filled_request(demo_users), demo_users), demo_users)
    request = edit(request, by=demo_users["practitioner"], level="national").row

    assert resubmit(request, by=demo_users["practitioner"]).row.state == "in_l1_review"


def test_superior_can_name_another_practitioner_on_a_request(demo_users: DemoUsers) -> None:
    request = request_in_review(filled_request(demo_users), demo_users)
    row = Authorization.objects.get(person=demo_users["practitioner"])
    practitioners.revoke(row, by=demo_users["superior"], code="left", reason="Posted.")
    assert request.facts().live_practitioners == 0

    request = name_practitioner(
        request, by=demo_users["superior"], people=[demo_users["practitioner2"]]
    ).row

    assert request.state == "in_review"
    assert request.facts().live_practitioners == 1


def test_person_without_authorization_cannot_be_named_on_a_request(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)

    with pytest.raises(GuardFailed, match="authorization"):
        name_practitioner(request, by=demo_users["superior"], people=[demo_users["outsider"]])


def test_stale_edit_does_not_overwrite_a_newer_one(demo_users: DemoUsers) -> None:
    request = filled_request(demo_users)
    seen = request.version
    edit(request, by=demo_users["practitioner"], purpose="Newer.", version=seen)

    with pytest.raises(StaleVersion):
        edit(request, by=demo_users["practitioner"], purpose="Older.", version=seen)


def test_edit_refuses_fields_outside_the_form(demo_users: DemoUsers) -> None:
    with pytest.raises(ValueError, match="decided_by"):
        edit(
            draft_request(demo_users),
            by=demo_users["practitioner"],
            decided_by=demo_users["practitioner"],
        )


def test_approved_request_creates_the_account(demo_users: DemoUsers) -> None:
    request = approved_request(filled_request(demo_users), demo_users)

    assert request.state == "approved"
    assert account_of(request).handle == "exemple_osma"
