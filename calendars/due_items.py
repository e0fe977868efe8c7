"""The due items of one person: the reminder rules, applied to whoever reads the calendar.

A reminder run applies the same rules to everyone at once (`reminders/sql.py`).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import DateField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Delegation, RoleAssignment
from access.policy import visible_to
from directive.readiness import READINESS_BY_CODE
from directive.text.paragraphs import paragraph
from reminders.rule import ReminderRule
from reminders.rules import RULES
from web.language import localized
from workflow.available_steps import step_url

MAX_ITEMS_PER_RULE = 100
# Rules whose day moves with every change of the row: without an occurrence, an entry moves instead of ending.
RULES_WITHOUT_OCCURRENCE = {"request.draft"}


@dataclass(frozen=True, slots=True)
class DueItem:
    """A row that a rule has due. `row` is annotated with `day` and `occurrence`."""

    rule: ReminderRule
    row: Any

    @property
    def name(self) -> str:
        """A stable name for the UID of the entry: it stays when only the day of the item changes."""
        has_occurrence = self.rule.name not in RULES_WITHOUT_OCCURRENCE
        occurrence = self.row.occurrence if has_occurrence else None
        return ".".join(filter(None, [self.rule.name, str(self.row.pk), str(occurrence or "")]))

    @property
    def day(self) -> date:
        day: date = self.row.day
        return day

    @property
    def subject(self) -> Any:
        return getattr(self.row, self.rule.through) if self.rule.through else self.row

    @property
    def summary(self) -> str:
        """The title of the entry, which others may see in a shared calendar: without the name of a person."""
        return f"{_(self.rule.label)} – {self._subject_label}"

    @property
    def description(self) -> str:
        row = paragraph(self.rule.paragraph)
        number = localized(row.number, row.number_fr)
        lines = [
            self._detail_label,
            self.subject.organization.name if self.subject.organization else "",
            _("DAOD 2008-8, § %(paragraph)s") % {"paragraph": number},
            self.url,
        ]
        return "\n".join(filter(None, lines))

    @property
    def url(self) -> str:
        """The absolute address of the step's page, where the rule is about a step, else of the object."""
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
    def _detail_label(self) -> str:
        row = (
            READINESS_BY_CODE.get(getattr(self.row, self.rule.detail)) if self.rule.detail else None
        )
        return _(row.title) if row else ""

    @property
    def _subject_label(self) -> str:
        subject = self.subject
        if hasattr(subject, "public_labels"):
            english, french = subject.public_labels
            return str(localized(english, french))
        where = subject.organization.abbr if subject.organization else _("One account")
        return (
            f"{subject.get_role_display()}, {where}"
            if isinstance(subject, RoleAssignment)
            else where
        )


def due_items(
    access: UserAccess, since: date, published: Collection[str] = ()
) -> Iterator[DueItem]:
    """Items due from `since` on, of each rule the nearest MAX_ITEMS_PER_RULE.

    And beyond those, items whose names are `published`, so that an entry is not cancelled by a nearer one.
    """
    for rule in RULES:
        rows = _due_rows(rule, access, since)
        nearest = list(rows[:MAX_ITEMS_PER_RULE])
        for row in nearest:
            yield DueItem(rule, row)
        # With fewer rows than the limit, all of them are there already.
        if len(nearest) < MAX_ITEMS_PER_RULE:
            continue
        prefix = f"{rule.name}."
        pks = {
            name.removeprefix(prefix).split(".")[0] for name in published if name.startswith(prefix)
        }
        if others := pks - {str(row.pk) for row in nearest}:
            for row in rows.filter(pk__in=others):
                yield DueItem(rule, row)


def _due_rows(rule: ReminderRule, access: UserAccess, since: date) -> QuerySet[Any]:
    rows = rule.due_for(access).filter(day__gte=since)
    if hasattr(rule.subject, "lifecycle"):
        # Actors of a step are not always viewers in every state: an entry must not link to a 404.
        visible = visible_to(access, rule.subject)
        rows = rows.filter(**{rule.column("pk") + "__in": visible.values("pk")})
    occurrence = rule.since or Value(None, output_field=DateField())
    # Labels name the platform or the person: all required foreign keys are read with the rows.
    fields = rule.subject._meta.concrete_fields
    required = {field.name for field in fields if field.many_to_one and not field.null}
    related = [rule.column(name) for name in {"organization"} | required]
    labelled: QuerySet[Any] = rows.annotate(occurrence=occurrence).select_related(*related)
    return labelled.order_by("day", "pk")
