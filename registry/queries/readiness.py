"""What holds of an account, and who must act on what does not (§ 4.5-4.7)."""

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
    holds: bool
    people: list[Person]  # who must act


def build_facts(account: Account) -> AccountFacts:
    return AccountFacts(
        today=timezone.localdate(),
        numbered=bool(account.number),
        submission_recorded=bool(account.submitted_on and account.submission_reference),
        controlled=account.controlled_on is not None,
        conditions_given=bool(account.conditions.strip()),
        conditions_met=not account.conditions.strip() or account.conditions_met_on is not None,
        trained_practitioners=_trained(account),
        configured=account.configured_on is not None,
        notices_linked=bool(account.notice_en and account.notice_fr),
        assessed=is_covered(account.platform, account.use),
        language_partner_ready=_partner_ready(account),
        monitoring_set=account.monitoring_set(),
        instructed=account.instructed_on is not None,
        responsible_person=account.responsible_person is not None
        and account.responsible_person.is_active,
        custody_recorded=account.custody_on is not None,
        carried_over=account.approval == ApprovalOrigin.CARRY_OVER,
        reason_given=bool(account.step_reason.strip()),
        evidence_given=bool(account.step_reason.strip()),
        directed=account.closing_directed,
        ground_given=bool(account.closing_ground),
        due_on=account.closing_due,
        state_before_closing=account.state_before_closing,
        **_plan(account),
    )


def checklist(account: Account) -> list[ReadinessLine]:
    facts = build_facts(account)
    people = _people(account)
    return [
        ReadinessLine(
            row,
            row.is_met(facts),
            [person for role in row.roles for person in people.get(role, [])],
        )
        for row in READINESS
    ]


def _trained(account: Account) -> int:
    ready = Authorization.objects.covering(account.organization).ready(
        deployed=account.used_on_deployment
    )
    return ready.filter(person__accounts=account.pk).values("person").distinct().count()


def _partner_ready(account: Account) -> bool:
    if account.language == Language.BILINGUAL:
        return True
    return account.partner is not None and is_partner_ready(account.state, account.partner.state)


def _plan(account: Account) -> dict[str, object]:
    """Asked, every row is done; directed, a row may stay undone, with its reason."""
    tasks = list(account.closing_tasks.all())
    undone = ClosingTask.Outcome.UNDONE
    open_rows = [
        task.code
        for task in tasks
        if task.outcome == ClosingTask.Outcome.OPEN
        or (task.outcome == undone and not (account.closing_directed and task.note.strip()))
    ]
    written = {task.code for task in tasks if task.note.strip()}
    return {
        "plan_written": written >= set(CLOSING_PLAN.codes),
        "open_plan_rows": tuple(open_rows),
    }


def _people(account: Account) -> dict[Role, list[Person]]:
    """By role: whoever holds it over the account, and the practitioners named on it."""
    roles = {role for row in READINESS for role in row.roles} - {Role.PRACTITIONER}
    assignments = (
        RoleAssignment.objects.current().covering(account.organization).filter(role__in=roles)
    )
    people: dict[Role, dict[object, Person]] = {}
    for assignment in assignments.select_related("person"):
        people.setdefault(Role(assignment.role), {})[assignment.person_id] = assignment.person
    found = {role: list(holders.values()) for role, holders in people.items()}
    return found | {Role.PRACTITIONER: list(account.practitioners.all())}
