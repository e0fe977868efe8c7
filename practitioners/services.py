"""Steps of an authorization, and its role assignment (§ 3.10-3.12, 5.3(4))."""

from datetime import date

from django.core.files import File
from django.db.models import QuerySet
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.services.roles import close_assignment, open_assignment
from directive.lifecycles.practitioner import PRACTITIONER
from directive.roles import Role
from practitioners.models import Authorization
from web.uploads import SCAN_TYPES, media_type, storage_name
from workflow.permissions import require_initial_step
from workflow.steps import StepResult, take_step, take_step_on_each


def nominating_organizations(*, by: Person) -> QuerySet[Organization]:
    """Where `by` may nominate. StepNotPermitted where that is nowhere."""
    return require_initial_step(PRACTITIONER, "nominate", by=by)


def nominate(
    person: Person,
    organization: Organization,
    *,
    by: Person,
    need: str = "",
    last_day: date | None = None,
) -> StepResult[Authorization]:
    row = Authorization(
        person=person, organization=organization, nominated_by=by, need=need, last_day=last_day
    )
    return take_step(row, "nominate", by=by, write=_lock_person)


def advise(
    row: Authorization, *, by: Person, advice: str, version: int | None = None
) -> StepResult[Authorization]:
    values = {"adviser": by, "advice": advice, "advised_on": timezone.localdate()}
    return take_step(row, "advise", by=by, version=version, values=values)


def authorize(
    row: Authorization, *, by: Person, version: int | None = None
) -> StepResult[Authorization]:
    def write(row: Authorization) -> None:
        row.authorized_by = by
        row.authorized_on = timezone.localdate()
        # The role gives access to the requests and accounts there (§ 4.7(4)), until the last day.
        row.role_assignment = _open_assignment(row, by=by)

    return take_step(row, "authorize", by=by, version=version, write=write)


def decline(
    row: Authorization, *, by: Person, reason: str, version: int | None = None
) -> StepResult[Authorization]:
    values = {"end_reason": reason}
    return take_step(row, "decline", by=by, version=version, reason=reason, values=values)


def provide_evidence(
    row: Authorization,
    *,
    by: Person,
    trained_on: date,
    evidence: "File[bytes]",
    version: int | None = None,
) -> StepResult[Authorization]:
    media_type(evidence, SCAN_TYPES)  # also here: the service has callers without a form
    name = evidence.name or ""
    values = {
        "trained_on": trained_on,
        "evidence_name": name,
        # Stored under a random name: the one it came with may tell whose certificate it is.
        "evidence": File(evidence, name=storage_name(name)),
    }
    return take_step(row, "provide_evidence", by=by, version=version, values=values)


def complete_training(
    row: Authorization, *, by: Person, trained_on: date, version: int | None = None
) -> StepResult[Authorization]:
    values = {"trained_on": trained_on, "confirmed_by": by}
    return take_step(row, "complete_training", by=by, version=version, values=values)


def acknowledge(
    row: Authorization, *, by: Person, deployed: bool = False, version: int | None = None
) -> StepResult[Authorization]:
    """Acknowledge the security duties (§ 3.7); `deployed`: also the direction of § 3.9."""
    today = timezone.localdate()
    values = {"acknowledged_on": today}
    if deployed:
        values["deployed_acknowledged_on"] = today
    return take_step(row, "acknowledge", by=by, version=version, values=values)


def revoke(
    row: Authorization, *, by: Person, code: str, reason: str, version: int | None = None
) -> StepResult[Authorization]:
    def write(row: Authorization) -> None:
        row.end_code = code
        row.end_reason = reason
        if row.role_assignment:
            close_assignment(row.role_assignment, by=by, reason=reason)

    return take_step(row, "revoke", by=by, version=version, reason=reason, write=write)


def lapse(row: Authorization) -> StepResult[Authorization]:
    def write(row: Authorization) -> None:
        if row.role_assignment:
            close_assignment(row.role_assignment, by=None)

    return take_step(row, "lapse", by=None, write=write)  # automatic: taken by nobody


def lapse_due(today: date | None = None) -> int:
    """Lapse every authorization whose last day has passed, and count them. Run daily."""
    rows = Authorization.objects.filter(
        state__in=PRACTITIONER.live_states, last_day__lt=today or timezone.localdate()
    )
    return take_step_on_each(rows, lapse)


def _lock_person(row: Authorization) -> None:
    # Two nominations of one person at once: the second waits here, before the input guards run, and then
    # finds the first.
    Person.objects.select_for_update().get(pk=row.person_id)


def _open_assignment(row: Authorization, *, by: Person) -> RoleAssignment:
    today = timezone.localdate()
    return open_assignment(
        person=row.person,
        role=Role.PRACTITIONER,
        organization=row.organization,
        by=by,
        # `authorize` refuses a last day that has passed; at midnight the period must still be valid.
        first_day=min(today, row.last_day or today),
        last_day=row.last_day,
    )
