"""Types of a reminder rule: which rows are due on which day, who is reminded, and when it escalates."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import Model, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from access.effective_roles import UserAccess
from access.policy import for_actors
from directive.lifecycles.grammar import Actor
from directive.roles import CENTRAL, Role

# From the person closest to the work upwards.
ESCALATION_CHAIN = (Role.PRACTITIONER, Role.SUPERIOR, Role.L1, Role.ECOMMS)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderSchedule:
    """The milestones of a rule: days, relative to the due day, on which an e-mail is sent.

    A milestone is negative before the due day, and positive after it.
    """

    before: tuple[int, ...] = (30, 7, 1)
    every: int = 7  # days between e-mails after the due day; 0: none after it
    # Days after the due day at which a role is notified too; each is a milestone of its own.
    escalate_after: Mapping[Role, int] = field(
        default_factory=lambda: {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}
    )

    def last_milestone(self, days_late: int) -> int | None:
        """The last milestone reached `days_late` days after the due day; None before the first.

        `reminders.sql.milestone_sql` is the same in SQL; a test compares the two.
        """
        if days_late < 0:
            return max((-days for days in self.before if -days <= days_late), default=None)
        if not self.every:
            return 0
        escalations = [days for days in self.escalate_after.values() if days <= days_late]
        return max([days_late - days_late % self.every, *escalations])


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderRule:
    """Rows of `model` that match `when` are due on the day `due`, and `actors` are reminded of them."""

    name: str  # "account.listing": prefix of its event types, and key of its interval
    label: str  # what is to be done
    model: type[Model]
    due: Combinable
    actors: tuple[Actor, ...]
    paragraph: str
    when: Q = field(default_factory=Q)
    subject_filter: Q = field(default_factory=Q)  # on the subject, where it is not the row itself
    # The day of the e-mail of the step before: milestones up to it are skipped.
    since: Combinable | None = None
    through: str = ""  # the foreign key to the subject, where that is not the row itself
    detail: str = ""  # the column that distinguishes several rows of one subject
    mandatory: bool = True  # a person cannot turn its e-mails off
    schedule: ReminderSchedule = field(default_factory=ReminderSchedule)

    @property
    def subject(self) -> Any:
        """The model that the e-mail is about: permissions are checked on it, and the link leads to it."""
        if not self.through:
            return self.model
        return self.model._meta.get_field(self.through).related_model

    @property
    def object_type(self) -> str:
        lifecycle = getattr(self.subject, "lifecycle", None)
        name: str = lifecycle.name if lifecycle else self.subject.object_type
        return name

    @property
    def escalation_chain(self) -> tuple[Role, ...]:
        """The roles notified after the actors, in this order; none where all actors are central roles."""
        actor_roles = {actor.role for actor in self.actors}
        # Central roles have nobody above them, and anyone at all no place in the chain.
        local_roles = actor_roles - CENTRAL - {Role.ANYONE}
        if not local_roles:
            return ()
        # A local role outside the chain, such as public affairs staff, escalates from its beginning.
        lowest = min(
            ESCALATION_CHAIN.index(role) if role in ESCALATION_CHAIN else 0 for role in local_roles
        )
        return tuple(role for role in ESCALATION_CHAIN[lowest + 1 :] if role not in actor_roles)

    def column(self, name: str) -> str:
        """The lookup of a column of the subject, from the row."""
        return f"{self.through}__{name}" if self.through else name

    @property
    def zone(self) -> Combinable:
        """The time zone in which days begin: of the organization, or of the department where there is none."""
        return Coalesce(self.column("organization__time_zone"), Value(settings.TIME_ZONE))

    def rows(self) -> QuerySet[Any]:
        """The rows of this rule, annotated with their due day as `day`, whether it has come or not."""
        return self.own_rows().filter(self.subject_filter)

    def own_rows(self) -> QuerySet[Any]:
        """`rows` without the filter on the subject, and so without a join."""
        rows: QuerySet[Any] = self.model._base_manager.filter(self.when).annotate(day=self.due)
        return rows

    def due_for(self, access: UserAccess) -> QuerySet[Any]:
        """The rows of which this person is one of the actors."""
        subjects = for_actors(access, self.actors, self.subject)
        return self.rows().filter(**{self.column("pk") + "__in": subjects.values("pk")})
