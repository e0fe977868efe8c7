"""What a person may begin, from the first steps of the tables."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from access.seats import Standing
from desk.subjects import SUBJECTS


@dataclass(frozen=True, slots=True)
class Beginning:
    label: str
    url: str


def beginnings(standing: Standing) -> list[Beginning]:
    roles = standing.roles()
    return [
        Beginning(gettext(step.label), reverse(f"{subject.lifecycle.name}_new"))
        for subject in SUBJECTS
        for step in subject.lifecycle.steps
        if step.starts and any(actor.role in roles for actor in step.actors)
    ]
