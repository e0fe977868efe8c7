"""The whole queue at a glance: by age and by desk, counted in one query with the queue's own filters."""

from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from access.policy import visible_to
from access.seats import Standing
from desk.chart import Bar, Chart
from desk.items import Days
from desk.queue import AGES, DESKS, STATES, of_age, on_desk
from requests_app.models import Request


def queue_glance(standing: Standing, days: Days) -> list[Chart]:
    """Nothing while the queue is empty."""
    counts = {
        **{("age", age): Count("pk", filter=of_age(age, days)) for age in AGES},
        **{("desk", desk): Count("pk", filter=on_desk(desk, standing.person)) for desk in DESKS},
    }
    rows = visible_to(standing, Request).filter(state__in=STATES)
    found = rows.aggregate(**{"_".join(key): count for key, count in counts.items()})
    charts = (
        Chart(
            "ages", _("By target date"), _("Target date"), _("Requests"), _bars("age", AGES, found)
        ),
        Chart(
            "desks", _("By desk"), _("On whose desk"), _("Requests"), _bars("desk", DESKS, found)
        ),
    )
    return [chart for chart in charts if any(bar.number for bar in chart.bars)]


def _bars(name: str, choices: dict[str, str], found: dict[str, int]) -> list[Bar]:
    return [
        Bar(
            str(label),
            found[f"{name}_{choice}"],
            f"{reverse('queue')}?{urlencode({name: choice})}",
        )
        for choice, label in choices.items()
    ]
