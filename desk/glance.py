"""An organization and all below it at a glance: its accounts by state, and what is late (§ 4.7)."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.policy import may, visible_to, within
from access.seats import Standing
from desk.chart import Bar, Chart
from directive.powers import BY_POWER
from registry.models import Account
from requests_app.models import Request
from workflow.models import Followed

POWER = "oversee_accounts"
_LISTS: tuple[tuple[type[Followed], str], ...] = ((Request, "requests"), (Account, "registry"))


def glance(standing: Standing) -> list[Chart] | None:
    """Charts that have something to show; None for whoever oversees no organization."""
    if not may(standing, POWER):
        return None
    charts = (
        Chart("by-state", _("Accounts by state"), _("State"), _("Accounts"), _by_state(standing)),
        Chart("late", _("Past the target date"), _("Awaited step"), _("Late"), _late(standing)),
    )
    return [chart for chart in charts if chart.bars]


def _by_state(standing: Standing) -> list[Bar]:
    """In the order of the lifecycle."""
    totals = _totals(_overseen(standing, Account))
    return [
        Bar(_(state.label), totals[state.name], _listed(standing, "registry", state=state.name))
        for state in Account.lifecycle.states
        if state.name in totals
    ]


def _late(standing: Standing) -> list[Bar]:
    return [bar for model, page in _LISTS for bar in _late_among(standing, model, page)]


def _late_among(standing: Standing, model: type[Followed], page: str) -> Iterator[Bar]:
    totals = _totals(_overseen(standing, model).filter(due_on__lt=timezone.localdate()))
    for state in model.lifecycle.states:
        if state.name in totals:
            step = model.lifecycle.awaited(state.name)
            label = f"{_(model.lifecycle.title)}, {_((step or state).label)}"
            url = _listed(standing, page, state=state.name, late="1")
            yield Bar(label, totals[state.name], url)


def _overseen(standing: Standing, model: type[Followed]) -> QuerySet[Followed]:
    return visible_to(standing, model).filter(within(standing, POWER)).order_by()


def _totals(rows: QuerySet[Followed]) -> dict[str, int]:
    return dict(rows.values_list("state").annotate(total=Count("pk")))


def _listed(standing: Standing, page: str, **chosen: str) -> str:
    """A list narrows to one organization; among several the reader chooses."""
    roles = BY_POWER[POWER].roles
    codes = {seat.organization_code for seat in standing.seats if seat.role in roles}
    where = {"organization": codes.pop()} if len(codes) == 1 else {}
    return f"{reverse(page)}?{urlencode(chosen | where)}"
