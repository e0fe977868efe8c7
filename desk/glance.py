"""The accounts of an organization and of all below it, by state."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext

from access.policy import may, visible_to, within
from access.seats import Standing
from directive.powers import BY_POWER
from registry.models import Account

POWER = "oversee_accounts"


@dataclass(frozen=True, slots=True)
class Tally:
    state: str
    total: int
    url: str


def glance(standing: Standing) -> list[Tally] | None:
    """In the order of the lifecycle; None for whoever oversees no organization."""
    if not may(standing, POWER):
        return None
    rows = visible_to(standing, Account).filter(within(standing, POWER)).order_by()
    totals = dict(rows.values_list("state").annotate(total=Count("pk")))
    return [
        Tally(gettext(state.label), totals[state.name], _listed(standing, state.name))
        for state in Account.lifecycle.states
        if state.name in totals
    ]


def _listed(standing: Standing, state: str) -> str:
    """The registry narrows to one organization; among several the reader chooses."""
    roles = BY_POWER[POWER].roles
    codes = {seat.organization_code for seat in standing.seats if seat.role in roles}
    chosen = {"state": state} | ({"organization": codes.pop()} if len(codes) == 1 else {})
    return f"{reverse('registry')}?{urlencode(chosen)}"
