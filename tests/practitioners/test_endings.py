"""An authorization ends by revocation, or lapses by itself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Person, RoleAssignment
from audit.models import AuditEvent
from directive.roles import Role
from practitioners import services
from practitioners.models import Authorization
from tests.factories import authorization
from workflow.exceptions import GuardFailed, StepNotPermitted
from workflow.steps import take_step_on_each

pytestmark = pytest.mark.template_database("users")
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)


def assignments(who: Person) -> list[RoleAssignment]:
    return list(RoleAssignment.objects.current().filter(person=who, role=Role.PRACTITIONER))


@pytest.mark.parametrize("who", ["superior", "l1", "admpa"])
def test_revocation_ends_the_practitioner_role_at_once(demo_users, sailor, who):
    row = authorization(demo_users, sailor)
    row = services.revoke(row, by=demo_users[who], code="left", reason="Posted away.").row
    assert (row.state, row.end_code, row.end_reason) == ("revoked", "left", "Posted away.")
    assert assignments(sailor) == []


def test_revocation_requires_a_reason(demo_users, sailor):
    with pytest.raises(GuardFailed):
        services.revoke(
            authorization(demo_users, sailor), by=demo_users["superior"], code="left", reason=" "
        )
    assert len(assignments(sailor)) == 1


def test_pa_staff_cannot_revoke(demo_users, sailor):
    with pytest.raises(StepNotPermitted):
        services.revoke(
            authorization(demo_users, sailor), by=demo_users["pa"], code="left", reason="x"
        )


def test_authorization_past_its_last_day_lapses_automatically(demo_users, sailor):
    row = authorization(demo_users, sailor, last_day=TODAY)
    Authorization.objects.filter(pk=row.pk).update(last_day=YESTERDAY)
    assert services.lapse_due() == 1
    row = Authorization.objects.get(pk=row.pk)
    assert (row.state, assignments(sailor)) == ("lapsed", [])
    assert row.role_assignment.ended_at is not None


def test_authorization_does_not_lapse_on_its_last_day(demo_users, sailor):
    authorization(demo_users, sailor, last_day=TODAY)
    assert services.lapse_due() == 0


def test_automatic_lapse_skips_a_revoked_authorization(demo_users, sailor):
    row = authorization(demo_users, sailor)
    services.revoke(row, by=demo_users["superior"], code="left", reason="Posted away.")
    assert take_step_on_each([row], services.lapse) == 0


def test_revocation_is_logged_with_actor_reason_and_paragraph(demo_users, sailor):
    row = authorization(demo_users, sailor)
    services.revoke(row, by=demo_users["l1"], code="left", reason="Posted away.")
    event = AuditEvent.objects.get(action="practitioner.revoke", object_id=str(row.pk))
    assert (event.actor, event.reason, event.paragraph) == (
        demo_users["l1"].pk,
        "Posted away.",
        "5.3(4)",
    )
    assert (event.before["state"], event.after["state"]) == ("authorized", "revoked")
    assert AuditEvent.objects.filter(
        action="role.revoke", object_id=str(row.role_assignment_id)
    ).exists()
