"""What a rule of the table is: something with a day, and those who are asked for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from access.effective_roles import UserAccess
from access.policy import for_actors
from directive.lifecycles.grammar import Actor
from directive.roles import CENTRAL, Role

ESCALATION_CHAIN = (Role.PRACTITIONER, Role.SUPERIOR, Role.L1, Role.ECOMMS)


@dataclass(frozen=True, slots=True)
class ReminderSchedule:
    """On which days a letter goes, counted from the due day, and when the next above hears of it."""

    before: tuple[int, ...] = (30, 7, 1)
    every: int = 7  # days between the letters after the day; none after it where 0
    escalate_after: Mapping[Role, int] = field(
        default_factory=lambda: {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}
    )

    def last_milestone(self, late: int) -> int | None:
        """The last milestone reached, `late` days after the due day."""
        if late < 0:
            return max((-days for days in self.before if -days <= late), default=None)
        if not self.every:
            return 0
        climbed = [days for days in self.escalate_after.values() if days <= late]
        return max([late - late % self.every, *climbed])

    def reminder_dates(self, due: date, until: date) -> list[date]:
        """Every day up to `until` on which a letter about `due` goes out."""
        first = due - timedelta(days=max(self.before, default=0))
        days = (first + timedelta(days=n) for n in range((until - first).days + 1))
        return [day for day in days if self.last_milestone(late := (day - due).days) == late]


@dataclass(frozen=True, slots=True)
class ReminderRule:
    name: str  # "account.listing": its letters and its intervals go by this name
    label: str  # what is to be done
    model: type[Model]
    due: Combinable  # the day
    actors: tuple[Actor, ...]
    paragraph: str
    when: Q = field(default_factory=Q)
    subject_filter: Q = field(default_factory=Q)  # besides, of the subject where it is not the row
    since: Combinable | None = None  # told of by another letter then: rungs up to this day are past
    through: str = ""  # the column that leads to what policy judges, where that is not the row
    detail: str = ""  # the column that tells several rows of one object apart
    mandatory: bool = True  # a person cannot turn its letters off
    schedule: ReminderSchedule = field(default_factory=ReminderSchedule)

    @property
    def subject(self) -> Any:
        """What the letter is about: the model that policy judges, and where the link leads."""
        if not self.through:
            return self.model
        return self.model._meta.get_field(self.through).related_model

    @property
    def object_type(self) -> str:
        lifecycle = getattr(self.subject, "lifecycle", None)
        return lifecycle.name if lifecycle else self.subject.object_type

    @property
    def escalation_chain(self) -> tuple[Role, ...]:
        """Who hears after those who are asked; of what is asked in central offices alone, nobody."""
        asked = {actor.role for actor in self.actors}
        below = asked - CENTRAL - {Role.ANYONE}
        if not below:
            return ()
        lowest = min(
            ESCALATION_CHAIN.index(role) if role in ESCALATION_CHAIN else 0 for role in below
        )
        return tuple(role for role in ESCALATION_CHAIN[lowest + 1 :] if role not in asked)

    def column(self, name: str) -> str:
        """A column of the subject, as seen from the row."""
        return f"{self.through}__{name}" if self.through else name

    @property
    def zone(self) -> Combinable:
        """In which a day begins: that of the organization (of the department, where there is none)."""
        return Coalesce(self.column("organization__time_zone"), Value(settings.TIME_ZONE))

    def rows(self) -> QuerySet[Any]:
        """Everything that has a day by this rule, as `day`, whenever that is."""
        return self.own_rows().filter(self.subject_filter)

    def own_rows(self) -> QuerySet[Any]:
        """As far as the row itself tells."""
        return self.model._base_manager.filter(self.when).annotate(day=self.due)

    def due_for(self, access: UserAccess) -> QuerySet[Any]:
        """What this person is asked for."""
        mine = for_actors(access, self.actors, self.subject)
        return self.rows().filter(**{self.column("pk") + "__in": mine.values("pk")})
