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

from access.models import Office, Person
from access.policy import takeable_by, visible_to
from access.seats import Standing
from desk.items import Days, Item, item
from directive.lifecycle import Step
from directive.powers import BY_POWER
from directive.request import REQUEST
from requests_app.models import Request

POWER = "see_queue"
SOON = 2  # working days


def _of_the_queue() -> tuple[str, ...]:
    """States that await a step of those who see the queue."""
    roles = BY_POWER[POWER].roles
    return tuple(
        state.name
        for state in REQUEST.states
        if state.awaits and any(a.role in roles for a in REQUEST.awaited(state.name).actors)
    )


STATES = _of_the_queue()
DESKS = {"nobody": _("Nobody"), "mine": _("Mine"), "others": _("A colleague")}
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
    desk = forms.ChoiceField(
        label=_("On whose desk"),
        required=False,
        choices=[("", _("Anybody")), *DESKS.items()],
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


def desks(asked: QueryDict) -> list[tuple[Any, str, bool]]:
    """Whose desk, as tabs: each keeps the other filters and begins at the first page."""
    kept = {name: value for name, value in asked.items() if name not in ("desk", "cursor")}
    chosen = asked.get("desk", "")
    return [
        (label, f"?{urlencode(kept | {'desk': desk})}", desk == chosen)
        for desk, label in {"": gettext("Anybody"), **DESKS}.items()
    ]


def queue(standing: Standing, form: QueueForm, days: Days) -> QuerySet[Request]:
    rows = visible_to(standing, Request).filter(
        on_desk(form.chosen("desk"), standing.person),
        of_age(form.chosen("age"), days),
        state__in=[form.chosen("state")] if form.chosen("state") else STATES,
    )
    rows = rows.annotate(urgent=Coalesce("due_on", Value(date.max)))
    return rows.select_related("organization", "requester", "reviewer")


def queued(standing: Standing, rows: list[Request], days: Days) -> list[Item]:
    """Each with the one step that its reader may take: take up, or hand back what is theirs."""
    listed = [row.pk for row in rows]
    steps: dict[UUID, Step] = {}
    for name, desk in (("hand_back", Q()), ("take_up", _nobody())):
        step = REQUEST.step(name)
        taken = takeable_by(standing, step, Request).filter(desk, pk__in=listed)
        steps |= dict.fromkeys(taken.values_list("pk", flat=True), step)
    return [item(row, days, step=steps.get(row.pk), holder=_reviewer(row)) for row in rows]


def _reviewer(row: Request) -> str:
    return row.reviewer.name if row.reviewer else gettext("Nobody")


def on_desk(choice: str, person: Person) -> Q:
    return {
        "mine": Q(reviewer=person),
        "nobody": _nobody(),
        "others": ~_nobody() & ~Q(reviewer=person),
    }.get(choice, Q())


def _nobody() -> Q:
    """On no desk, or on the desk of somebody who has left the office."""
    officers = Office.objects.current().filter(role__in=BY_POWER[POWER].roles)
    return Q(reviewer__isnull=True) | ~Q(reviewer__in=officers.values("person_id"))


def of_age(choice: str, days: Days) -> Q:
    soon = days.calendar.add(days.today, SOON)
    return {
        "late": Q(due_on__lt=days.today),
        "soon": Q(due_on__gte=days.today, due_on__lte=soon),
        "later": Q(due_on__gt=soon),
        "none": Q(due_on__isnull=True),
    }.get(choice, Q())
