from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.roles import Role
from outbox.models import Notification
from practitioners import services
from practitioners.models import Authorization
from tests.factories import (
    advised_authorization,
    authorization,
    authorization_with_evidence,
    certificate_upload,
    create_person,
    nominated_authorization,
)
from workflow.exceptions import (
    GuardFailed,
    InvalidTransition,
    NotVisible,
    StaleVersion,
    StepNotPermitted,
)

pytestmark = pytest.mark.template_database("users")
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def assignments(who: Person) -> list[RoleAssignment]:
    return list(RoleAssignment.objects.current().filter(person=who, role=Role.PRACTITIONER))


def test_superior_can_nominate(demo_users, sailor):
    row = nominated_authorization(demo_users, sailor)
    assert (row.state, row.nominated_by) == ("nominated", demo_users["superior"])


def test_pa_staff_are_notified_of_a_nomination(demo_users, sailor):
    row = nominated_authorization(demo_users, sailor)
    notifications = Notification.objects.filter(
        object_id=row.pk, event_type="practitioner.nominate.next"
    )
    assert [notification.recipient for notification in notifications] == [demo_users["pa"]]


def test_pa_staff_cannot_nominate(demo_users, sailor):
    row = Authorization(
        person=sailor,
        organization=nominated_authorization(demo_users, create_person("other")).organization,
    )
    with pytest.raises(StepNotPermitted):
        services.nominate(sailor, row.organization, by=demo_users["pa"])


def test_superior_of_another_organization_cannot_nominate(demo_users, sailor):
    organization = nominated_authorization(demo_users, create_person("other")).organization
    with pytest.raises(StepNotPermitted):
        services.nominate(sailor, organization, by=demo_users["superior2"])


def test_contractor_cannot_be_nominated(demo_users):
    with pytest.raises(GuardFailed) as refused:
        nominated_authorization(demo_users, create_person("hired", engagement="contractor"))
    assert refused.value.refusal.paragraph == "5.5"


def test_person_cannot_be_nominated_twice_in_an_organization(demo_users, sailor):
    nominated_authorization(demo_users, sailor)
    with pytest.raises(GuardFailed):
        nominated_authorization(demo_users, sailor)


def test_declined_person_can_be_nominated_again(demo_users, sailor):
    services.decline(
        nominated_authorization(demo_users, sailor), by=demo_users["superior"], reason="Not now."
    )
    assert nominated_authorization(demo_users, sailor).state == "nominated"


def test_nomination_with_a_past_last_day_is_refused(demo_users, sailor):
    with pytest.raises(GuardFailed):
        nominated_authorization(demo_users, sailor, last_day=YESTERDAY)


def test_pa_staff_can_advise_on_a_nomination(demo_users, sailor):
    row = advised_authorization(demo_users, sailor)
    assert (row.state, row.adviser, row.advised_on) == ("advised", demo_users["pa"], TODAY)


def test_advice_on_a_nomination_requires_a_text(demo_users, sailor):
    with pytest.raises(GuardFailed):
        services.advise(
            nominated_authorization(demo_users, sailor), by=demo_users["pa"], advice="  "
        )


def test_nominee_cannot_advise_on_their_own_nomination(demo_users):
    row = nominated_authorization(demo_users, demo_users["pa"])
    with pytest.raises(StepNotPermitted):
        services.advise(row, by=demo_users["pa"], advice="I am good.")


def test_authorization_assigns_the_practitioner_role(demo_users, sailor):
    row = authorization(demo_users, sailor)
    assert (row.state, row.authorized_by) == ("authorized", demo_users["superior"])
    assert assignments(sailor) == [row.role_assignment]


def test_practitioner_role_ends_on_the_last_day_of_the_authorization(demo_users, sailor):
    row = authorization(demo_users, sailor, last_day=TODAY + timedelta(days=30))
    assert row.role_assignment.last_day == TODAY + timedelta(days=30)


def test_nomination_cannot_be_authorized_before_the_advice(demo_users, sailor):
    with pytest.raises(InvalidTransition):
        services.authorize(nominated_authorization(demo_users, sailor), by=demo_users["superior"])


def test_superior_cannot_authorize_themselves(demo_users):
    row = services.advise(
        nominated_authorization(demo_users, demo_users["superior"]),
        by=demo_users["pa"],
        advice="Supported.",
    ).row
    with pytest.raises(StepNotPermitted):
        services.authorize(row, by=demo_users["superior"])


def test_nominee_turned_contractor_cannot_be_authorized(demo_users, sailor):
    row = advised_authorization(demo_users, sailor)
    Person.objects.filter(pk=sailor.pk).update(engagement="contractor")
    with pytest.raises(GuardFailed):
        services.authorize(row, by=demo_users["superior"])
    assert assignments(sailor) == []


def test_nomination_past_its_last_day_cannot_be_authorized(demo_users, sailor):
    row = advised_authorization(demo_users, sailor, last_day=TODAY)
    Authorization.objects.filter(pk=row.pk).update(last_day=YESTERDAY)
    with pytest.raises(GuardFailed):
        services.authorize(row, by=demo_users["superior"])
    assert assignments(sailor) == []


def test_nomination_with_future_advice_cannot_be_authorized(demo_users, sailor):
    row = advised_authorization(demo_users, sailor)
    Authorization.objects.filter(pk=row.pk).update(advised_on=TODAY + timedelta(days=1))
    with pytest.raises(GuardFailed):
        services.authorize(row, by=demo_users["superior"])


def test_decline_of_a_nomination_requires_a_reason(demo_users, sailor):
    with pytest.raises(GuardFailed):
        services.decline(
            nominated_authorization(demo_users, sailor), by=demo_users["superior"], reason=""
        )


def test_practitioner_can_provide_training_evidence(demo_users, sailor):
    row = authorization_with_evidence(demo_users, sailor)
    assert (row.trained_on, row.evidence_name) == (TODAY, "certificate.pdf")
    assert "certificate" not in row.evidence.name


def test_practitioner_cannot_provide_evidence_for_another(demo_users, sailor):
    row = authorization(demo_users, sailor)
    with pytest.raises((StepNotPermitted, NotVisible)):
        services.provide_evidence(
            row, by=demo_users["practitioner"], trained_on=TODAY, evidence=certificate_upload()
        )


def test_future_training_date_is_refused(demo_users, sailor):
    with pytest.raises(GuardFailed):
        services.provide_evidence(
            authorization(demo_users, sailor),
            by=sailor,
            trained_on=TODAY + timedelta(days=1),
            evidence=certificate_upload(),
        )


def test_invalid_evidence_file_changes_nothing(demo_users, sailor):
    row = authorization(demo_users, sailor)
    with pytest.raises(ValidationError):
        services.provide_evidence(
            row, by=sailor, trained_on=TODAY, evidence=certificate_upload(content=b"MZ")
        )
    row = Authorization.objects.get(pk=row.pk)
    assert (row.trained_on, bool(row.evidence)) == (None, False)


@pytest.mark.parametrize("who", ["pa", "ecomms"])
def test_pa_staff_and_e_communications_can_confirm_training(demo_users, sailor, who):
    row = services.complete_training(
        authorization_with_evidence(demo_users, sailor), by=demo_users[who], trained_on=TODAY
    ).row
    assert (row.state, row.confirmed_by) == ("trained", demo_users[who])


def test_training_cannot_be_confirmed_without_evidence(demo_users, sailor):
    with pytest.raises(GuardFailed):
        services.complete_training(
            authorization(demo_users, sailor), by=demo_users["pa"], trained_on=TODAY
        )


def test_practitioner_cannot_confirm_their_own_training(demo_users):
    RoleAssignment.objects.create(
        person=demo_users["nobody"],
        role=Role.PA,
        organization=advised_authorization(demo_users, create_person("x")).organization,
    )
    row = authorization_with_evidence(demo_users, demo_users["nobody"])
    with pytest.raises(StepNotPermitted):
        services.complete_training(row, by=demo_users["nobody"], trained_on=TODAY)


def test_acknowledgement_of_duties_is_valid_for_a_year(demo_users, sailor):
    row = services.acknowledge(authorization(demo_users, sailor), by=sailor).row
    assert (row.acknowledged_on, row.deployed_acknowledged_on) == (TODAY, None)
    assert row.acknowledged_until == TODAY + timedelta(days=365)


def test_later_acknowledgement_keeps_the_one_for_deployed_operations(demo_users, sailor):
    row = services.acknowledge(authorization(demo_users, sailor), by=sailor, deployed=True).row
    assert services.acknowledge(row, by=sailor).row.deployed_acknowledged_on == TODAY


def test_superior_cannot_acknowledge_for_the_practitioner(demo_users, sailor):
    with pytest.raises(StepNotPermitted):
        services.acknowledge(authorization(demo_users, sailor), by=demo_users["superior"])


def test_stale_authorize_form_is_refused(demo_users, sailor):
    row = nominated_authorization(demo_users, sailor)
    services.advise(row, by=demo_users["pa"], advice="Supported.", version=row.version)
    with pytest.raises(StaleVersion):
        services.authorize(row, by=demo_users["superior"], version=row.version)
