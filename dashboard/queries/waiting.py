"""What waits for me, and what I wait for and who holds it."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from access.effective_roles import UserAccess
from access.models import Person
from access.policy import visible_to
from dashboard.queries.items import TaskItem, WorkingDaysLeft, build_item
from dashboard.queries.my_tasks import TaskSource, task_sources
from dashboard.queries.subjects import SUBJECTS, Subject
from directive.lifecycles.grammar import Actor, Relation, Step
from directive.roles import ROLES_BY_NAME
from workflow.models import WorkflowModel

MAX_TASKS = 25  # rows of a list on the desk


def my_tasks(access: UserAccess, days: WorkingDaysLeft) -> tuple[list[TaskItem], bool]:
    """The most urgent rows, and whether there are more."""
    found: dict[object, tuple[WorkflowModel, Step]] = {}
    for ask in task_sources(timezone.localdate()):
        for row in ask.subject.listed(ask.rows(access))[: MAX_TASKS + 1]:
            found.setdefault(row.pk, (row, ask.step))
    pairs = sorted(found.values(), key=lambda pair: _urgency(pair[0]))
    items = [build_item(row, days, step=step) for row, step in pairs[:MAX_TASKS]]
    return items, len(pairs) > MAX_TASKS


def waiting_on_others(access: UserAccess, days: WorkingDaysLeft) -> tuple[list[TaskItem], bool]:
    mine = task_sources(timezone.localdate())
    rows = [row for subject in SUBJECTS for row in _waiting_rows(access, subject, mine)]
    rows.sort(key=_urgency)
    items = [build_item(row, days, holder=holder(row)) for row in rows[:MAX_TASKS]]
    return items, len(rows) > MAX_TASKS


def holder(row: WorkflowModel) -> str:
    """Who is asked to act: a person where the step is theirs alone, else the function."""
    step = row.lifecycle.next_step(row.state)
    names = [_holder(row, actor) for actor in step.actors] if step else []
    return ", ".join(dict.fromkeys(names))


def _waiting_rows(
    access: UserAccess, subject: Subject, mine: list[TaskSource]
) -> list[WorkflowModel]:
    awaiting = [state.name for state in subject.lifecycle.states if state.next_step]
    asked_of_me = [ask.rows(access).values("pk") for ask in mine if ask.subject is subject]
    rows = visible_to(access, subject.model).filter(
        _involves(subject, access.person), state__in=awaiting
    )
    for asked in asked_of_me:
        rows = rows.exclude(pk__in=asked)
    return list(subject.listed(rows)[: MAX_TASKS + 1])


def _involves(subject: Subject, person: Person) -> Q:
    """Rows that this person asked for, or is named on."""
    relations = subject.model.relations
    columns = {
        subject.requester,
        *relations.get(Relation.OWN, ()),
        *relations.get(Relation.ASKED, ()),
    }
    rows = subject.model._base_manager
    return reduce(
        or_, (Q(pk__in=rows.filter(**{column: person}).values("pk")) for column in sorted(columns))
    )


def _holder(row: WorkflowModel, actor: Actor) -> str:
    for relation in sorted(actor.relations):
        for column in row.relations.get(relation, ()):
            if not row._meta.get_field(column).many_to_many and (person := getattr(row, column)):
                return person.name
    return gettext(ROLES_BY_NAME[actor.role].title)


def _urgency(row: WorkflowModel) -> tuple[date, object, str]:
    return row.due_on or date.max, row.state_changed_at, str(row.pk)
