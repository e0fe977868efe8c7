"""What a person may begin, from the first steps of the tables."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from access.seats import Standing
from directive.tables import LIFECYCLES

PAGES = {
    "request": "request_new",
    "practitioner": "practitioner_new",
    "assessment": "platforms",  # an assessment begins on the page of its platform
}


@dataclass(frozen=True, slots=True)
class Beginning:
    label: str
    url: str


def beginnings(standing: Standing) -> list[Beginning]:
    roles = standing.roles()
    return [
        Beginning(gettext(step.label), reverse(page))
        for name, page in PAGES.items()
        for step in LIFECYCLES[name].steps
        if step.starts and any(actor.role in roles for actor in step.actors)
    ]
