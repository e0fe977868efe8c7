"""A row of the desk, in words."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from desk.subjects import asker, title
from directive.clock import Calendar
from directive.lifecycle import Step
from workflow.due import calendar
from workflow.models import Followed
from workflow.offers import step_url


@dataclass(frozen=True, slots=True)
class Item:
    kind: str
    title: str
    url: str
    state: str
    organization: str
    asker: str
    since: datetime
    days_left: int | None
    action: str = ""
    action_url: str = ""
    holder: str = ""


class Days:
    """Working days left, from one reading of the calendar however many rows there are."""

    def __init__(self, today: date | None = None) -> None:
        self.today = today or timezone.localdate()
        self.calendar: Calendar = calendar()

    def left(self, day: date | None) -> int | None:
        if day is None:
            return None
        if day >= self.today:
            return self.calendar.between(self.today, day)
        return -self.calendar.between(day, self.today)


def item(row: Followed, days: Days, *, step: Step | None = None, holder: str = "") -> Item:
    person = asker(row)
    return Item(
        kind=gettext(row.lifecycle.title),
        title=title(row),
        url=row.get_absolute_url(),
        state=row.state_label,
        organization=row.organization.abbr,
        asker=person.name if person else "",
        since=row.state_since,
        days_left=days.left(row.due_on),
        action=gettext(step.label) if step else "",
        action_url=step_url(row, step) if step else "",
        holder=holder,
    )
