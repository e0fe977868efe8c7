"""The two lists of the dashboard: my tasks, and rows that wait on others."""

from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q
from django.utils import timezone

from access.effective_roles import UserAccess
from access.models import Person
from access.policy import visible_to
from dashboard.queries.items import TaskItem, build_item
from dashboard.queries.my_tasks import TaskSource, task_sources
from dashboard.queries.subjects import SUBJECTS, Subject
from directive.lifecycles.grammar import Relation, Step
from workflow.due_dates import WorkingDaysLeft
from workflow.models import WorkflowModel
from workflow.queries.holder import actor_names

MAX_TASKS = 25  # rows of each list


def my_tasks(access: UserAccess, days: WorkingDaysLeft) -> tuple[list[TaskItem], bool]:
    """The most urgent rows on which the person should take a step, and whether there are more."""
    tasks: dict[object, tuple[WorkflowModel, Step]] = {}
    for source in task_sources(timezone.localdate()):
        # Of each source one row more than is shown: the most urgent of all are among them.
        for row in source.subject.by_urgency(source.rows(access))[: MAX_TASKS + 1]:
            tasks.setdefault(row.pk, (row, source.step))
    pairs = sorted(tasks.values(), key=lambda pair: _urgency_key(pair[0]))
    items = [build_item(row, days, step=step) for row, step in pairs[:MAX_TASKS]]
    return items, len(pairs) > MAX_TASKS


def waiting_on_others(access: UserAccess, days: WorkingDaysLeft) -> tuple[list[TaskItem], bool]:
    """The most urgent rows of the person that await somebody else, and whether there are more."""
    sources = task_sources(timezone.localdate())
    rows = [row for subject in SUBJECTS for row in _waiting_rows(access, subject, sources)]
    rows.sort(key=_urgency_key)
    items = [
        build_item(row, days, holder=actor_names(row, row.lifecycle.next_step(row.state)))
        for row in rows[:MAX_TASKS]
    ]
    return items, len(rows) > MAX_TASKS


def _waiting_rows(
    access: UserAccess, subject: Subject, sources: list[TaskSource]
) -> list[WorkflowModel]:
    awaiting = [state.name for state in subject.lifecycle.states if state.next_step]
    # Rows that are tasks of the person already are in the other list.
    own_tasks = [
        source.rows(access).values("pk") for source in sources if source.subject is subject
    ]
    rows = visible_to(access, subject.model).filter(
        _involves(subject, access.person), state__in=awaiting
    )
    for task_pks in own_tasks:
        rows = rows.exclude(pk__in=task_pks)
    return list(subject.by_urgency(rows)[: MAX_TASKS + 1])


def _involves(subject: Subject, person: Person) -> Q:
    """The condition on rows that the person started, or is named on."""
    relations = subject.model.relations
    columns = {
        subject.requester,
        *relations.get(Relation.OWN, ()),
        *relations.get(Relation.ASKED, ()),
    }
    rows = subject.model._base_manager
    # Subqueries: a join on a many-to-many would repeat rows.
    return reduce(
        or_, (Q(pk__in=rows.filter(**{column: person}).values("pk")) for column in sorted(columns))
    )


def _urgency_key(row: WorkflowModel) -> tuple[date, object, str]:
    # The order of `Subject.by_urgency`, for rows of several models.
    return row.due_on or date.max, row.state_changed_at, str(row.pk)
