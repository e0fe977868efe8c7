"""What a rule of the table is: something with a day, and those who are asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from access.policy import open_to
from access.seats import Standing
from directive.lifecycle import Actor
from directive.roles import CENTRAL, Role

LADDER = (Role.PRACTITIONER, Role.SUPERIOR, Role.L1, Role.ECOMMS)


@dataclass(frozen=True, slots=True)
class Rungs:
    """On which days a letter goes, counted from the due day, and when the next above hears of it."""

    before: tuple[int, ...] = (30, 7, 1)
    every: int = 7  # days between the letters after the day; none after it where 0
    climb: Mapping[Role, int] = field(
        default_factory=lambda: {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}
    )

    def on(self, late: int) -> int | None:
        """The last rung reached, `late` days after the due day."""
        if late < 0:
            return max((-days for days in self.before if -days <= late), default=None)
        if not self.every:
            return 0
        climbed = [days for days in self.climb.values() if days <= late]
        return max([late - late % self.every, *climbed])

    def days(self, due: date, until: date) -> list[date]:
        """Every day up to `until` on which a letter about `due` goes out."""
        first = due - timedelta(days=max(self.before, default=0))
        days = (first + timedelta(days=n) for n in range((until - first).days + 1))
        return [day for day in days if self.on(late := (day - due).days) == late]


@dataclass(frozen=True, slots=True)
class Rule:
    kind: str  # "account.listing": its letters and its intervals go by this name
    label: str  # what is to be done
    model: type[Model]
    due: Combinable  # the day
    asked: tuple[Actor, ...]
    paragraph: str
    when: Q = field(default_factory=Q)
    of_subject: Q = field(default_factory=Q)  # besides, of the subject where it is not the row
    begun: Combinable | None = None  # told of by another letter then: rungs up to this day are past
    through: str = ""  # the column that leads to what policy judges, where that is not the row
    detail: str = ""  # the column that tells several rows of one object apart
    compulsory: bool = True  # a person cannot turn its letters off
    rungs: Rungs = field(default_factory=Rungs)

    @property
    def subject(self) -> Any:
        """What the letter is about: the model that policy judges, and where the link leads."""
        if not self.through:
            return self.model
        return self.model._meta.get_field(self.through).related_model

    @property
    def object_kind(self) -> str:
        lifecycle = getattr(self.subject, "lifecycle", None)
        return lifecycle.name if lifecycle else self.subject._meta.model_name

    @property
    def ladder(self) -> tuple[Role, ...]:
        """Who hears after those who are asked; of what is asked in central offices alone, nobody."""
        asked = {actor.role for actor in self.asked}
        below = asked - CENTRAL - {Role.ANYONE}
        if not below:
            return ()
        lowest = min(LADDER.index(role) if role in LADDER else 0 for role in below)
        return tuple(role for role in LADDER[lowest + 1 :] if role not in asked)

    def column(self, name: str) -> str:
        """A column of the subject, as seen from the row."""
        return f"{self.through}__{name}" if self.through else name

    @property
    def zone(self) -> Combinable:
        """In which a day begins: that of the organization (of the department, where there is none)."""
        return Coalesce(self.column("organization__time_zone"), Value(settings.TIME_ZONE))

    def rows(self) -> QuerySet[Any]:
        """Everything that has a day by this rule, as `day`, whenever that is."""
        return self.own_rows().filter(self.of_subject)

    def own_rows(self) -> QuerySet[Any]:
        """As far as the row itself tells."""
        return self.model._base_manager.filter(self.when).annotate(day=self.due)

    def asked_of(self, standing: Standing) -> QuerySet[Any]:
        """What this person is asked for."""
        mine = open_to(standing, self.asked, self.subject)
        return self.rows().filter(**{self.column("pk") + "__in": mine.values("pk")})
