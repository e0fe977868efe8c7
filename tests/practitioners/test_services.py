from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Office, Person
from audit.models import Event
from directive.roles import Role
from practitioners import services
from practitioners.models import Authorization
from tests.practitioners.nominees import (
    advised,
    authorized,
    certificate,
    evidenced,
    nominated,
    person,
)
from workflow.models import Letter
from workflow.problems import Invisible, NotYours, OutOfTurn, Refused, Stale

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def offices(who: Person) -> list[Office]:
    return list(Office.objects.current().filter(person=who, role=Role.PRACTITIONER))


def test_a_superior_nominates(cast, sailor):
    row = nominated(cast, sailor)
    assert (row.state, row.nominated_by) == ("nominated", cast["superior"])


def test_pa_staff_are_told_of_a_nomination(cast, sailor):
    row = nominated(cast, sailor)
    letters = Letter.objects.filter(object_id=row.pk, kind="practitioner.nominate.next")
    assert [letter.recipient for letter in letters] == [cast["pa"]]


def test_only_a_superior_nominates(cast, sailor):
    row = Authorization(person=sailor, organization=nominated(cast, person("other")).organization)
    with pytest.raises(NotYours):
        services.nominate(sailor, row.organization, by=cast["pa"])


def test_a_superior_of_another_organization_does_not_nominate_here(cast, sailor):
    organization = nominated(cast, person("other")).organization
    with pytest.raises(NotYours):
        services.nominate(sailor, organization, by=cast["superior2"])


def test_a_contractor_is_refused(cast):
    with pytest.raises(Refused) as refused:
        nominated(cast, person("hired", engagement="contractor"))
    assert refused.value.refusal.paragraph == "5.5"


def test_one_nomination_for_a_person_in_an_organization(cast, sailor):
    nominated(cast, sailor)
    with pytest.raises(Refused):
        nominated(cast, sailor)


def test_a_person_declined_may_be_nominated_again(cast, sailor):
    services.decline(nominated(cast, sailor), by=cast["superior"], reason="Not now.")
    assert nominated(cast, sailor).state == "nominated"


def test_a_last_day_that_has_passed_is_refused(cast, sailor):
    with pytest.raises(Refused):
        nominated(cast, sailor, last_day=YESTERDAY)


def test_pa_staff_advise(cast, sailor):
    row = advised(cast, sailor)
    assert (row.state, row.adviser, row.advised_on) == ("advised", cast["pa"], TODAY)


def test_advice_needs_words(cast, sailor):
    with pytest.raises(Refused):
        services.advise(nominated(cast, sailor), by=cast["pa"], advice="  ")


def test_nobody_advises_on_themselves(cast):
    row = nominated(cast, cast["pa"])
    with pytest.raises(NotYours):
        services.advise(row, by=cast["pa"], advice="I am good.")


def test_authorizing_opens_the_office(cast, sailor):
    row = authorized(cast, sailor)
    assert (row.state, row.authorized_by) == ("authorized", cast["superior"])
    assert offices(sailor) == [row.office]


def test_the_office_ends_with_the_last_day(cast, sailor):
    row = authorized(cast, sailor, last_day=TODAY + timedelta(days=30))
    assert row.office.last_day == TODAY + timedelta(days=30)


def test_no_authorization_before_the_advice(cast, sailor):
    with pytest.raises(OutOfTurn):
        services.authorize(nominated(cast, sailor), by=cast["superior"])


def test_nobody_authorizes_themselves(cast):
    row = services.advise(nominated(cast, cast["superior"]), by=cast["pa"], advice="Supported.")
    with pytest.raises(NotYours):
        services.authorize(row, by=cast["superior"])


def test_no_authorization_of_somebody_turned_contractor(cast, sailor):
    row = advised(cast, sailor)
    Person.objects.filter(pk=sailor.pk).update(engagement="contractor")
    with pytest.raises(Refused):
        services.authorize(row, by=cast["superior"])
    assert offices(sailor) == []


def test_no_authorization_past_the_last_day(cast, sailor):
    row = advised(cast, sailor, last_day=TODAY)
    Authorization.objects.filter(pk=row.pk).update(last_day=YESTERDAY)
    with pytest.raises(Refused):
        services.authorize(row, by=cast["superior"])
    assert offices(sailor) == []


def test_no_authorization_on_advice_of_tomorrow(cast, sailor):
    row = advised(cast, sailor)
    Authorization.objects.filter(pk=row.pk).update(advised_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused):
        services.authorize(row, by=cast["superior"])


def test_declining_needs_a_reason(cast, sailor):
    with pytest.raises(Refused):
        services.decline(nominated(cast, sailor), by=cast["superior"], reason="")


def test_the_practitioner_gives_the_evidence(cast, sailor):
    row = evidenced(cast, sailor)
    assert (row.trained_on, row.evidence_name) == (TODAY, "certificate.pdf")
    assert "certificate" not in row.evidence.name


def test_nobody_gives_the_evidence_of_another(cast, sailor):
    row = authorized(cast, sailor)
    with pytest.raises((NotYours, Invisible)):
        services.provide_evidence(
            row, by=cast["practitioner"], trained_on=TODAY, evidence=certificate()
        )


def test_training_is_not_of_tomorrow(cast, sailor):
    with pytest.raises(Refused):
        services.provide_evidence(
            authorized(cast, sailor),
            by=sailor,
            trained_on=TODAY + timedelta(days=1),
            evidence=certificate(),
        )


def test_bad_evidence_is_refused_before_anything_happens(cast, sailor):
    row = authorized(cast, sailor)
    with pytest.raises(ValidationError):
        services.provide_evidence(
            row, by=sailor, trained_on=TODAY, evidence=certificate(content=b"MZ")
        )
    row = Authorization.objects.get(pk=row.pk)
    assert (row.trained_on, bool(row.evidence)) == (None, False)


@pytest.mark.parametrize("who", ["pa", "ecomms"])
def test_pa_staff_or_e_communications_confirm_the_training(cast, sailor, who):
    row = services.complete_training(evidenced(cast, sailor), by=cast[who], trained_on=TODAY)
    assert (row.state, row.confirmed_by) == ("trained", cast[who])


def test_no_training_without_evidence(cast, sailor):
    with pytest.raises(Refused):
        services.complete_training(authorized(cast, sailor), by=cast["pa"], trained_on=TODAY)


def test_nobody_confirms_their_own_training(cast):
    Office.objects.create(
        person=cast["nobody"], role=Role.PA, organization=advised(cast, person("x")).organization
    )
    row = evidenced(cast, cast["nobody"])
    with pytest.raises(NotYours):
        services.complete_training(row, by=cast["nobody"], trained_on=TODAY)


def test_acknowledging_counts_for_a_year(cast, sailor):
    row = services.acknowledge(authorized(cast, sailor), by=sailor)
    assert (row.acknowledged_on, row.deployed_acknowledged_on) == (TODAY, None)
    assert row.acknowledged_until == TODAY + timedelta(days=365)


def test_a_later_acknowledgement_keeps_the_one_for_deployed_operations(cast, sailor):
    row = services.acknowledge(authorized(cast, sailor), by=sailor, deployed=True)
    assert services.acknowledge(row, by=sailor).deployed_acknowledged_on == TODAY


def test_nobody_acknowledges_for_another(cast, sailor):
    with pytest.raises(NotYours):
        services.acknowledge(authorized(cast, sailor), by=cast["superior"])


@pytest.mark.parametrize("who", ["superior", "l1", "admpa"])
def test_revoking_ends_the_office_at_once(cast, sailor, who):
    row = authorized(cast, sailor)
    row = services.revoke(row, by=cast[who], code="left", reason="Posted away.")
    assert (row.state, row.end_code, row.end_reason) == ("revoked", "left", "Posted away.")
    assert offices(sailor) == []


def test_revoking_needs_a_reason(cast, sailor):
    with pytest.raises(Refused):
        services.revoke(authorized(cast, sailor), by=cast["superior"], code="left", reason=" ")
    assert len(offices(sailor)) == 1


def test_pa_staff_do_not_revoke(cast, sailor):
    with pytest.raises(NotYours):
        services.revoke(authorized(cast, sailor), by=cast["pa"], code="left", reason="x")


def test_the_clock_ends_what_is_past_its_last_day(cast, sailor):
    row = authorized(cast, sailor, last_day=TODAY)
    Authorization.objects.filter(pk=row.pk).update(last_day=YESTERDAY)
    assert services.lapse_due() == 1
    row = Authorization.objects.get(pk=row.pk)
    assert (row.state, offices(sailor)) == ("lapsed", [])
    assert row.office.ended_at is not None


def test_the_clock_leaves_the_last_day_itself(cast, sailor):
    authorized(cast, sailor, last_day=TODAY)
    assert services.lapse_due() == 0


def test_the_clock_passes_over_what_was_revoked_meanwhile(cast, sailor):
    row = authorized(cast, sailor)
    services.revoke(row, by=cast["superior"], code="left", reason="Posted away.")
    assert services._lapsed(row) is False


def test_a_stale_form_is_refused(cast, sailor):
    row = nominated(cast, sailor)
    services.advise(row, by=cast["pa"], advice="Supported.", version=row.version)
    with pytest.raises(Stale):
        services.authorize(row, by=cast["superior"], version=row.version)


def test_the_log_knows_who_why_and_what(cast, sailor):
    row = authorized(cast, sailor)
    services.revoke(row, by=cast["l1"], code="left", reason="Posted away.")
    event = Event.objects.get(verb="practitioner.revoke", object_id=str(row.pk))
    assert (event.actor, event.reason, event.paragraph) == (
        cast["l1"].pk,
        "Posted away.",
        "5.3(4)",
    )
    assert (event.before["state"], event.after["state"]) == ("authorized", "revoked")
    assert Event.objects.filter(verb="office.end", object_id=str(row.office_id)).exists()
