"""What a person is asked for, and by when: the rules of the sweep, read for one person."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import DateField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Delegation, RoleAssignment
from access.policy import visible_to
from directive.readiness import READINESS_BY_CODE
from directive.text.paragraphs import paragraph
from reminders.rule import ReminderRule
from reminders.rules import RULES
from workflow.available_steps import step_url

MAX_ITEMS_PER_RULE = 100  # of one rule, the nearest first
ONE_FOR_GOOD = {"request.draft"}  # its day moves with every change: it is no new occasion


@dataclass(frozen=True, slots=True)
class DueItem:
    rule: ReminderRule
    row: Any

    @property
    def name(self) -> str:
        """The same for as long as it is the same occasion, whatever becomes of its day."""
        occasion = "" if self.rule.name in ONE_FOR_GOOD else self.row.occasion or ""
        return ".".join(filter(None, [self.rule.name, str(self.row.pk), str(occasion)]))

    @property
    def day(self) -> date:
        return self.row.day

    @property
    def subject(self) -> Any:
        return getattr(self.row, self.rule.through) if self.rule.through else self.row

    @property
    def summary(self) -> str:
        """A calendar is seen by others too: no person is named."""
        return f"{_(self.rule.label)} – {self._headline}"

    @property
    def description(self) -> str:
        row = paragraph(self.rule.paragraph)
        number = row.number_fr if get_language() == "fr" else row.number
        said = [
            self._detail,
            self.subject.organization.name if self.subject.organization else "",
            _("DAOD 2008-8, § %(paragraph)s") % {"paragraph": number},
            self.url,
        ]
        return "\n".join(filter(None, said))

    @property
    def url(self) -> str:
        """The page of the step, where the rule asks for one."""
        subject, step = self.subject, self.rule.name.partition(".")[2]
        lifecycle = getattr(subject, "lifecycle", None)
        if lifecycle is None:
            page = reverse("delegations" if isinstance(subject, Delegation) else "dashboard")
        elif step in lifecycle.by_step:
            page = step_url(subject, lifecycle.step(step))
        else:
            page = subject.get_absolute_url()
        return settings.SITE_URL + page

    @property
    def _detail(self) -> str:
        row = (
            READINESS_BY_CODE.get(getattr(self.row, self.rule.detail)) if self.rule.detail else None
        )
        return _(row.title) if row else ""

    @property
    def _headline(self) -> str:
        subject = self.subject
        if hasattr(subject, "public_labels"):
            english, french = subject.public_labels
            return french if get_language() == "fr" else english
        where = subject.organization.abbr if subject.organization else _("One account")
        return (
            f"{subject.get_role_display()}, {where}"
            if isinstance(subject, RoleAssignment)
            else where
        )


def due_items(access: UserAccess, since: date, told: Collection[str] = ()) -> Iterator[DueItem]:
    """Besides the nearest, what was told before (by the names of tasks) and is still asked."""
    for rule in RULES:
        rows = _asked(rule, access, since)
        nearest = list(rows[:MAX_ITEMS_PER_RULE])
        for row in nearest:
            yield DueItem(rule, row)
        if len(nearest) == MAX_ITEMS_PER_RULE and (
            others := _pks(rule, told) - {str(row.pk) for row in nearest}
        ):
            for row in rows.filter(pk__in=others):
                yield DueItem(rule, row)


def _pks(rule: ReminderRule, names: Collection[str]) -> set[str]:
    """What follows the kind in a name (`Task.name`)."""
    start = rule.name + "."
    return {name.removeprefix(start).split(".")[0] for name in names if name.startswith(start)}


def _asked(rule: ReminderRule, access: UserAccess, since: date) -> QuerySet[Any]:
    rows = rule.due_for(access).filter(day__gte=since)
    if hasattr(rule.subject, "lifecycle"):
        seen = visible_to(access, rule.subject)
        rows = rows.filter(**{rule.column("pk") + "__in": seen.values("pk")})
    occasion = rule.since or Value(None, output_field=DateField())
    related = [rule.column(name) for name in _named(rule.subject)]
    return rows.annotate(occasion=occasion).select_related(*related).order_by("day", "pk")


def _named(model: Any) -> set[str]:
    """What a headline looks at."""
    return {"organization"} | {
        field.name for field in model._meta.concrete_fields if field.many_to_one and not field.null
    }
