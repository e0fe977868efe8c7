"""Each step, and what must be true first."""

import pytest

from access.models import Office
from practitioners import services as practitioners
from practitioners.models import Authorization
from registry.models import Claim
from requests_app.answers import answer
from requests_app.consultation import advise, consult, recall
from requests_app.drafts import edit, start
from requests_app.models import Request
from requests_app.naming import name_practitioner
from requests_app.submission import resubmit, submit, withdraw
from tests.requests_app import stories
from tests.requests_app.stories import Cast
from workflow.problems import Invisible, NotYours, OutOfTurn, Refused, Stale


def test_start_needs_the_declaration(cast: Cast) -> None:
    with pytest.raises(Refused, match="personal"):
        start(stories.organization(), by=cast["practitioner"])

    assert not Request.objects.exists()


@pytest.mark.parametrize("who", ["outsider", "superior", "pa", "ecomms", "administrator"])
def test_only_a_practitioner_of_the_organization_starts(cast: Cast, who: str) -> None:
    with pytest.raises(NotYours):
        start(stories.organization(), by=cast[who], declared_official=True)


def test_whoever_starts_is_named_and_the_reference_cannot_be_guessed(cast: Cast) -> None:
    first, second = stories.draft(cast), stories.draft(cast)

    assert list(first.practitioners.all()) == [cast["practitioner"]]
    assert first.reference != second.reference
    assert len(first.reference) == len("R-XXXX-XXXX")


def test_consult_needs_purpose_and_need(cast: Cast) -> None:
    with pytest.raises(Refused, match="purpose"):
        consult(stories.filled(cast, need=""), by=cast["practitioner"])


def test_consult_needs_a_live_practitioner(cast: Cast) -> None:
    request = stories.filled(cast, practitioners=[])

    with pytest.raises(Refused, match="practitioner"):
        consult(request, by=cast["practitioner"])


def test_consult_needs_a_handle(cast: Cast) -> None:
    with pytest.raises(Refused, match="handle"):
        consult(stories.filled(cast, handles=[]), by=cast["practitioner"])


def test_recall_brings_the_draft_back(cast: Cast) -> None:
    request = recall(stories.consulted(stories.filled(cast)), by=cast["practitioner"])

    assert request.state == "draft"


def test_advice_needs_a_text(cast: Cast) -> None:
    request = stories.consulted(stories.filled(cast))

    with pytest.raises(Refused, match="advice"):
        advise(request, by=cast["pa"], finding="supported", advice=" ")


def test_nobody_advises_on_their_own(cast: Cast) -> None:
    organization = stories.organization()
    Office.objects.create(person=cast["practitioner"], role="pa", organization=organization)
    request = stories.consulted(stories.filled(cast))

    with pytest.raises(NotYours):
        advise(request, by=cast["practitioner"], finding="supported", advice="Mine.")


def test_advice_of_another_organization_does_not_count(cast: Cast) -> None:
    request = stories.consulted(stories.filled(cast))

    with pytest.raises(Invisible):
        advise(request, by=cast["pa2"], finding="supported", advice="Fine.")


def test_submit_goes_to_the_l1_where_its_step_is_on(cast: Cast) -> None:
    assert stories.submitted(stories.filled(cast), cast).state == "in_l1_review"


def test_submit_goes_to_e_communications_where_it_is_off(cast: Cast) -> None:
    assert stories.submitted(stories.filled(cast, army=True), cast).state == "submitted"


def test_an_incomplete_form_is_not_submitted(cast: Cast) -> None:
    request = stories.advised(stories.filled(cast, translation_plan=""), cast)

    with pytest.raises(Refused, match="not complete"):
        submit(request, by=cast["practitioner"])

    assert request.facts().missing == ("translation_plan",)
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"purpose": "Something else."},
        {"handles": "https://x.com/another_osma"},
        {"practitioners": "practitioner2"},
    ],
)
def test_changing_what_was_advised_on_voids_the_advice(cast: Cast, change: dict) -> None:
    request = stories.advised(stories.filled(cast), cast)
    if "handles" in change:
        change = {"handles": [stories.wanted(change["handles"])]}
    if "practitioners" in change:
        change = {"practitioners": [cast["practitioner"], cast[change["practitioners"]]]}
    request = edit(request, by=cast["practitioner"], **change)

    with pytest.raises(Refused, match="consult them again"):
        submit(request, by=cast["practitioner"])


def test_changing_the_rest_keeps_the_advice(cast: Cast) -> None:
    request = stories.advised(stories.filled(cast), cast)
    request = edit(request, by=cast["practitioner"], translation_plan="Another plan.")

    assert submit(request, by=cast["practitioner"]).state == "in_l1_review"


def test_submitting_keeps_the_form_and_claims_the_handle(cast: Cast) -> None:
    request = stories.submitted(stories.filled(cast), cast)

    assert request.submissions.get().values["purpose"] == request.purpose
    assert Claim.objects.get(owner=request.pk).kind == "requested"


def test_withdrawing_drops_the_handle(cast: Cast) -> None:
    request = withdraw(stories.submitted(stories.filled(cast), cast), by=cast["practitioner"])

    assert request.state == "withdrawn"
    assert Claim.objects.get(owner=request.pk).kind == "dropped"


def test_what_is_withdrawn_is_over(cast: Cast) -> None:
    request = withdraw(stories.filled(cast), by=cast["superior"], reason="Not needed.")

    with pytest.raises(OutOfTurn):
        edit(request, by=cast["practitioner"], purpose="Again.")


def test_every_reason_is_answered_before_it_goes_back(cast: Cast) -> None:
    request = stories.returned(stories.filled(cast), cast)
    first, second = request.reasons.all()
    request = answer(request, by=cast["practitioner"], answers={first.pk: "Done."})

    with pytest.raises(Refused, match="not answered yet"):
        resubmit(request, by=cast["practitioner"])

    request = answer(request, by=cast["practitioner"], answers={second.pk: "Her deputy."})
    assert request.facts().open_reasons == 0


def _answered(request: Request, cast: Cast) -> Request:
    said = {reason.pk: "Done." for reason in request.reasons.all()}
    return answer(request, by=cast["practitioner"], answers=said)


def test_a_resubmission_comes_back_to_the_same_desk(cast: Cast) -> None:
    request = _answered(stories.returned(stories.filled(cast), cast), cast)
    request = resubmit(request, by=cast["practitioner"])

    assert (request.state, request.reviewer) == ("in_review", cast["ecomms"])
    assert request.submissions.count() == 2


def test_a_resubmission_goes_to_the_queue_when_the_reviewer_has_left(cast: Cast) -> None:
    request = _answered(stories.returned(stories.filled(cast), cast), cast)
    cast["ecomms"].offices.update(first_day="2019-01-01", last_day="2020-01-01")

    assert resubmit(request, by=cast["practitioner"]).state == "submitted"


def test_an_endorsement_is_void_when_what_it_covered_has_changed(cast: Cast) -> None:
    request = _answered(stories.returned(stories.filled(cast), cast), cast)
    request = edit(request, by=cast["practitioner"], level="national")

    assert resubmit(request, by=cast["practitioner"]).state == "in_l1_review"


def test_a_superior_heals_a_request_whose_practitioner_has_left(cast: Cast) -> None:
    request = stories.in_review(stories.filled(cast), cast)
    row = Authorization.objects.get(person=cast["practitioner"])
    practitioners.revoke(row, by=cast["superior"], code="left", reason="Posted.")
    assert request.facts().live_practitioners == 0

    request = name_practitioner(request, by=cast["superior"], people=[cast["practitioner2"]])

    assert request.state == "in_review"
    assert request.facts().live_practitioners == 1


def test_somebody_without_authorization_does_not_heal_it(cast: Cast) -> None:
    request = stories.filled(cast)

    with pytest.raises(Refused, match="authorization"):
        name_practitioner(request, by=cast["superior"], people=[cast["outsider"]])


def test_an_older_form_does_not_overwrite_a_newer_one(cast: Cast) -> None:
    request = stories.filled(cast)
    seen = request.version
    edit(request, by=cast["practitioner"], purpose="Newer.", version=seen)

    with pytest.raises(Stale):
        edit(request, by=cast["practitioner"], purpose="Older.", version=seen)


def test_only_fields_that_are_asked_for_can_be_written(cast: Cast) -> None:
    with pytest.raises(ValueError, match="decided_by"):
        edit(stories.draft(cast), by=cast["practitioner"], decided_by=cast["practitioner"])
