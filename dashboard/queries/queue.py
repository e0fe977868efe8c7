"""The reviewers' queue: requests that wait for E-Communications, most urgent first (§ 4.2, 4.3)."""

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
from access.policy import actionable_by, visible_to
from dashboard.queries.items import TaskItem, WorkingDaysLeft, build_item
from directive.lifecycles.grammar import Step
from directive.lifecycles.request import REQUEST
from directive.role_permissions import PERMISSIONS_BY_NAME
from requests_app.models import AccountRequest

PERMISSION = "see_queue"
DUE_SOON_DAYS = 2  # working days


def _queue_states() -> tuple[str, ...]:
    """States that await a step of those who see the queue."""
    roles = PERMISSIONS_BY_NAME[PERMISSION].roles
    return tuple(
        state.name
        for state in REQUEST.states
        if state.next_step and any(a.role in roles for a in REQUEST.next_step(state.name).actors)
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


class QueueForm(forms.Form):
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Any")), *((name, _(REQUEST.state(name).label)) for name in STATES)],
    )
    assignee = forms.ChoiceField(
        label=_("Assigned to"),
        required=False,
        choices=[("", _("Anybody")), *ASSIGNMENT_CHOICES.items()],
        widget=forms.HiddenInput,  # the tabs choose it
    )
    age = forms.ChoiceField(
        label=_("Target date"),
        required=False,
        choices=[("", _("Any")), *AGES.items()],
    )

    def chosen(self, name: str) -> str:
        """A filter that is not known filters nothing."""
        self.is_valid()
        return self.cleaned_data.get(name, "")


def assignment_tabs(asked: QueryDict) -> list[tuple[Any, str, bool]]:
    """Whose desk, as tabs: each keeps the other filters and begins at the first page."""
    kept = {name: value for name, value in asked.items() if name not in ("assignee", "cursor")}
    chosen = asked.get("assignee", "")
    return [
        (label, f"?{urlencode(kept | {'assignee': assignee})}", assignee == chosen)
        for assignee, label in {"": gettext("Anybody"), **ASSIGNMENT_CHOICES}.items()
    ]


def queue(access: UserAccess, form: QueueForm, days: WorkingDaysLeft) -> QuerySet[AccountRequest]:
    rows = visible_to(access, AccountRequest).filter(
        assigned_to(form.chosen("assignee"), access.person),
        of_age(form.chosen("age"), days),
        state__in=[form.chosen("state")] if form.chosen("state") else STATES,
    )
    rows = rows.annotate(urgent=Coalesce("due_on", Value(date.max)))
    return rows.select_related("organization", "requester", "reviewer")


def queue_items(
    access: UserAccess, rows: list[AccountRequest], days: WorkingDaysLeft
) -> list[TaskItem]:
    """Each with the one step that its reader may take: take up, or hand back what is theirs."""
    listed = [row.pk for row in rows]
    steps: dict[UUID, Step] = {}
    for name, condition in (("unassign", Q()), ("assign", _unassigned())):
        step = REQUEST.step(name)
        taken = actionable_by(access, step, AccountRequest).filter(condition, pk__in=listed)
        steps |= dict.fromkeys(taken.values_list("pk", flat=True), step)
    return [build_item(row, days, step=steps.get(row.pk), holder=_reviewer(row)) for row in rows]


def _reviewer(row: AccountRequest) -> str:
    return row.reviewer.name if row.reviewer else gettext("Unassigned")


def assigned_to(choice: str, person: Person) -> Q:
    return {
        "mine": Q(reviewer=person),
        "nobody": _unassigned(),
        "others": ~_unassigned() & ~Q(reviewer=person),
    }.get(choice, Q())


def _unassigned() -> Q:
    """On no desk, or on the desk of somebody who has left the office."""
    officers = RoleAssignment.objects.current().filter(
        role__in=PERMISSIONS_BY_NAME[PERMISSION].roles
    )
    return Q(reviewer__isnull=True) | ~Q(reviewer__in=officers.values("person_id"))


def of_age(choice: str, days: WorkingDaysLeft) -> Q:
    soon = days.calendar.add(days.today, DUE_SOON_DAYS)
    return {
        "late": Q(due_on__lt=days.today),
        "soon": Q(due_on__gte=days.today, due_on__lte=soon),
        "later": Q(due_on__gt=soon),
        "none": Q(due_on__isnull=True),
    }.get(choice, Q())
