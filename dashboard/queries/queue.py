"""The review queue: requests that await E-Communications, the most urgent first (§ 4.2, 4.3)."""

from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from access.effective_roles import UserAccess
from access.models import Person, RoleAssignment
from access.policy import actionable_by, require_permission, visible_to
from dashboard.queries.items import TaskItem, build_item
from directive.lifecycles.grammar import Step
from directive.lifecycles.request import REQUEST
from directive.role_permissions import PERMISSIONS_BY_NAME
from requests_app.models import AccountRequest
from requests_app.queries.search import request_condition
from web.lists.filters import ChoiceFilter, ListFilterSet, SearchFilter
from web.lists.pagination import CURSORS
from workflow.due_dates import WorkingDaysLeft

PERMISSION = "see_queue"
DUE_SOON_DAYS = 2  # working days


def _queue_states() -> tuple[str, ...]:
    # Read from the step table, so that another state awaiting a reviewer is in the queue too.
    roles = PERMISSIONS_BY_NAME[PERMISSION].roles
    return tuple(
        state.name
        for state in REQUEST.states
        if (step := REQUEST.next_step(state.name)) and any(a.role in roles for a in step.actors)
    )


STATES = _queue_states()
ASSIGNMENT_CHOICES = {
    "nobody": _("Unassigned"),
    "mine": _("Assigned to me"),
    "others": _("Assigned to others"),
}
AGES = {
    "late": _("Passed"),
    "soon": _("Today or in two working days"),
    "later": _("Later"),
    "none": _("No target"),
}


class QueueFilter(ListFilterSet):
    q = SearchFilter(request_condition)
    state = ChoiceFilter(
        _("State"),
        [(name, _(REQUEST.state(name).label)) for name in STATES],
        lambda state: Q(state=state),
    )
    assignee = ChoiceFilter(
        _("Assigned to"),
        ASSIGNMENT_CHOICES.items(),
        empty_label=_("Anybody"),
        widget=forms.HiddenInput,  # the tabs choose it
        method="of_assignee",
    )
    age = ChoiceFilter(_("Target date"), AGES.items(), method="of_age")

    def __init__(
        self,
        data: QueryDict,
        rows: QuerySet[AccountRequest],
        *,
        person: Person,
        days: WorkingDaysLeft,
    ) -> None:
        super().__init__(data, rows)
        self.person, self.days = person, days

    def of_assignee(
        self, rows: QuerySet[AccountRequest], name: str, choice: str
    ) -> QuerySet[AccountRequest]:
        return rows.filter(assigned_to(choice, self.person))

    def of_age(
        self, rows: QuerySet[AccountRequest], name: str, choice: str
    ) -> QuerySet[AccountRequest]:
        return rows.filter(of_age(choice, self.days))


def assignment_tabs(query: QueryDict) -> list[tuple[Any, str, bool]]:
    """(label, address, whether it is the present one) of a tab for each assignment."""
    # A tab keeps the other filters, and begins at the first page.
    filters = {name: value for name, value in query.items() if name not in ("assignee", *CURSORS)}
    current = query.get("assignee", "")
    return [
        (label, f"?{urlencode(filters | {'assignee': assignee})}", assignee == current)
        for assignee, label in {"": gettext("Anybody"), **ASSIGNMENT_CHOICES}.items()
    ]


def queue(access: UserAccess) -> QuerySet[AccountRequest]:
    """The requests, annotated with `urgent`, the date they are ordered by. PermissionDenied for others."""
    require_permission(access.person, PERMISSION)
    rows: QuerySet[AccountRequest] = visible_to(access, AccountRequest).filter(state__in=STATES)
    # Without a target last: a NULL would fit into no comparison with the cursor.
    rows = rows.annotate(urgent=Coalesce("due_on", Value(date.max)))
    return rows.select_related("organization", "requester", "reviewer")


def queue_items(
    access: UserAccess, rows: list[AccountRequest], days: WorkingDaysLeft
) -> list[TaskItem]:
    """The rows of a page, each with one step: assign, or unassign where it is assigned to the reader."""
    pks = [row.pk for row in rows]
    steps: dict[UUID, Step] = {}
    # Two queries for the page, not a permission check for each row.
    for name, condition in (("unassign", Q()), ("assign", _unassigned())):
        step = REQUEST.step(name)
        actionable = actionable_by(access, step, AccountRequest).filter(condition, pk__in=pks)
        steps |= dict.fromkeys(actionable.values_list("pk", flat=True), step)
    return [
        build_item(
            row,
            days,
            step=steps.get(row.pk),
            holder=row.reviewer.name if row.reviewer else gettext("Unassigned"),
        )
        for row in rows
    ]


def assigned_to(choice: str, person: Person) -> Q:
    return {
        "mine": Q(reviewer=person),
        "nobody": _unassigned(),
        "others": ~_unassigned() & ~Q(reviewer=person),
    }[choice]


def _unassigned() -> Q:
    # Nobody, or somebody who is no reviewer any more: such a request must not be left lying.
    reviewers = RoleAssignment.objects.current().filter(
        role__in=PERMISSIONS_BY_NAME[PERMISSION].roles
    )
    return Q(reviewer__isnull=True) | ~Q(reviewer__in=reviewers.values("person_id"))


def of_age(choice: str, days: WorkingDaysLeft) -> Q:
    soon = days.calendar.add(days.today, DUE_SOON_DAYS)
    return {
        "late": Q(due_on__lt=days.today),
        "soon": Q(due_on__gte=days.today, due_on__lte=soon),
        "later": Q(due_on__gt=soon),
        "none": Q(due_on__isnull=True),
    }[choice]
