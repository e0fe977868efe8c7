"""The readiness list of an account: which rows are met, and who must act (§ 4.5-4.7)."""

from datetime import date
from functools import cached_property
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
from workflow.models import NO_INPUT, StepInput


class ReadinessLine(NamedTuple):
    row: ReadinessRow
    is_met: bool
    people: list[Person]  # who must act


class GatheredAccountFacts(AccountFacts):
    """The facts that the guards of an account read, each gathered when it is first read."""

    def __init__(self, account: Account, given: StepInput = NO_INPUT) -> None:
        self._account = account
        self._given = given

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @cached_property
    def numbered(self) -> bool:
        return bool(self._account.number)

    @cached_property
    def submission_recorded(self) -> bool:
        return bool(self._account.submitted_on and self._account.submission_reference)

    @cached_property
    def controlled(self) -> bool:
        return self._account.controlled_on is not None

    @cached_property
    def conditions_given(self) -> bool:
        return bool(self._account.conditions.strip())

    @cached_property
    def conditions_met(self) -> bool:
        return not self.conditions_given or self._account.conditions_met_on is not None

    @cached_property
    def trained_practitioners(self) -> int:
        ready = Authorization.objects.covering(self._account.organization).ready(
            deployed=self._account.used_on_deployment
        )
        # One person can have authorizations of several organizations above the account.
        ready = ready.filter(person__accounts=self._account.pk)
        return ready.values("person").distinct().count()

    @cached_property
    def configured(self) -> bool:
        return self._account.configured_on is not None

    @cached_property
    def notices_linked(self) -> bool:
        return bool(self._account.notice_en and self._account.notice_fr)

    @cached_property
    def assessed(self) -> bool:
        return is_covered(self._account.platform, self._account.use)

    @cached_property
    def language_partner_ready(self) -> bool:
        account = self._account
        if account.language == Language.BILINGUAL:
            return True
        return account.partner is not None and is_partner_ready(
            account.state, account.partner.state
        )

    @cached_property
    def monitoring_set(self) -> bool:
        return self._account.monitoring_set()

    @cached_property
    def instructed(self) -> bool:
        return self._account.instructed_on is not None

    @cached_property
    def responsible_person(self) -> bool:
        person = self._account.responsible_person
        return person is not None and person.is_active

    @cached_property
    def custody_recorded(self) -> bool:
        return self._account.custody_on is not None

    @cached_property
    def carried_over(self) -> bool:
        return self._account.approval == ApprovalOrigin.CARRY_OVER

    @cached_property
    def reason_given(self) -> bool:
        return self._given.has_reason

    @cached_property
    def evidence_given(self) -> bool:
        return self._given.has_reason  # evidence is the reason of its step

    @cached_property
    def plan_written(self) -> bool:
        written = {task.code for task in self._closing_tasks if task.note.strip()}
        return written >= set(CLOSING_PLAN.codes)

    @cached_property
    def directed(self) -> bool:
        return self._account.closing_directed

    @cached_property
    def ground_given(self) -> bool:
        return bool(self._account.closing_ground)

    @cached_property
    def due_on(self) -> date | None:
        return self._account.closing_due

    @cached_property
    def open_plan_rows(self) -> tuple[str, ...]:
        # § 5.4: a directed closure must not depend on people who no longer answer, so a row may be left
        # undone with its reason. A closure that was asked for needs every row settled (§ 4.6).
        return tuple(
            task.code
            for task in self._closing_tasks
            if task.outcome == ClosingTask.Outcome.OPEN
            or (
                task.outcome == ClosingTask.Outcome.UNDONE
                and not (self.directed and task.note.strip())
            )
        )

    @cached_property
    def state_before_closing(self) -> str:
        return self._account.state_before_closing

    @cached_property
    def _closing_tasks(self) -> list[ClosingTask]:
        return list(self._account.closing_tasks.all())


def checklist(account: Account) -> list[ReadinessLine]:
    facts = GatheredAccountFacts(account)
    people = _people_by_role(account)
    return [
        ReadinessLine(
            row,
            row.is_met(facts),
            [person for role in row.roles for person in people.get(role, [])],
        )
        for row in READINESS
    ]


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
