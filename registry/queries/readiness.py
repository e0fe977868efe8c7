"""The readiness list of an account: which rows are met, and who must act (§ 4.5-4.7)."""

from typing import NamedTuple

from django.utils import timezone

from access.models import Person, RoleAssignment
from directive.codes import CLOSING_PLAN
from directive.facts.account import AccountFacts
from directive.lifecycles.account import is_partner_ready
from directive.readiness import READINESS, ReadinessRow
from directive.roles import Role
from practitioners.models import Authorization
from registry.models import Account, ApprovalOrigin, ClosingTask, Language, is_covered


class ReadinessLine(NamedTuple):
    row: ReadinessRow
    is_met: bool
    people: list[Person]  # who must act


def build_facts(account: Account) -> AccountFacts:
    return AccountFacts(
        today=timezone.localdate(),
        numbered=bool(account.number),
        submission_recorded=bool(account.submitted_on and account.submission_reference),
        controlled=account.controlled_on is not None,
        conditions_given=bool(account.conditions.strip()),
        conditions_met=not account.conditions.strip() or account.conditions_met_on is not None,
        trained_practitioners=_count_trained_practitioners(account),
        configured=account.configured_on is not None,
        notices_linked=bool(account.notice_en and account.notice_fr),
        assessed=is_covered(account.platform, account.use),
        language_partner_ready=account.language == Language.BILINGUAL
        or (account.partner is not None and is_partner_ready(account.state, account.partner.state)),
        monitoring_set=account.monitoring_set(),
        instructed=account.instructed_on is not None,
        responsible_person=account.responsible_person is not None
        and account.responsible_person.is_active,
        custody_recorded=account.custody_on is not None,
        carried_over=account.approval == ApprovalOrigin.CARRY_OVER,
        reason_given=bool(account.step_reason.strip()),
        evidence_given=bool(account.step_reason.strip()),  # evidence is the reason of its step
        directed=account.closing_directed,
        ground_given=bool(account.closing_ground),
        due_on=account.closing_due,
        state_before_closing=account.state_before_closing,
        **_plan_facts(account),
    )


def checklist(account: Account) -> list[ReadinessLine]:
    facts = build_facts(account)
    people = _people_by_role(account)
    return [
        ReadinessLine(
            row,
            row.is_met(facts),
            [person for role in row.roles for person in people.get(role, [])],
        )
        for row in READINESS
    ]


def _count_trained_practitioners(account: Account) -> int:
    ready = Authorization.objects.covering(account.organization).ready(
        deployed=account.used_on_deployment
    )
    # One person can have authorizations of several organizations above the account.
    return ready.filter(person__accounts=account.pk).values("person").distinct().count()


def _plan_facts(account: Account) -> dict[str, object]:
    # § 5.4: a directed closure must not depend on people who no longer answer, so a row may be left
    # undone with its reason. A closure that was asked for needs every row settled (§ 4.6).
    tasks = list(account.closing_tasks.all())
    undone = ClosingTask.Outcome.UNDONE
    open_rows = [
        task.code
        for task in tasks
        if task.outcome == ClosingTask.Outcome.OPEN
        or (task.outcome == undone and not (account.closing_directed and task.note.strip()))
    ]
    written_codes = {task.code for task in tasks if task.note.strip()}
    return {
        "plan_written": written_codes >= set(CLOSING_PLAN.codes),
        "open_plan_rows": tuple(open_rows),
    }


def _people_by_role(account: Account) -> dict[Role, list[Person]]:
    """Whoever has each role over the account; for practitioners, those named on it."""
    roles = {role for row in READINESS for role in row.roles} - {Role.PRACTITIONER}
    assignments = (
        RoleAssignment.objects.current().covering(account.organization).filter(role__in=roles)
    )
    # By id within each role: a person can have one role on several levels above the account.
    people: dict[Role, dict[object, Person]] = {}
    for assignment in assignments.select_related("person"):
        people.setdefault(Role(assignment.role), {})[assignment.person_id] = assignment.person
    by_role = {role: list(persons.values()) for role, persons in people.items()}
    return by_role | {Role.PRACTITIONER: list(account.practitioners.all())}
