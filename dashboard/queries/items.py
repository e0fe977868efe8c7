from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext

from dashboard.queries.subjects import requester, title
from directive.lifecycles.grammar import Step
from directive.working_days import Calendar
from workflow.available_steps import step_url
from workflow.due_dates import working_calendar
from workflow.models import WorkflowModel


@dataclass(frozen=True, slots=True)
class TaskItem:
    """A row of a list of tasks, in the reader's language."""

    kind: str
    title: str
    url: str
    state: str
    organization: str
    requester: str
    since: datetime
    days_left: int | None
    action: str = ""
    action_url: str = ""
    holder: str = ""


class WorkingDaysLeft:
    """Working days until a day, for many rows."""

    def __init__(self, today: date | None = None) -> None:
        # Not `workflow.due_dates.days_left`, which reads the holidays for each row.
        self.today = today or timezone.localdate()
        self.calendar: Calendar = working_calendar()

    def left(self, day: date | None) -> int | None:
        """Negative once the day has passed; None without a day."""
        if day is None:
            return None
        if day >= self.today:
            return self.calendar.between(self.today, day)
        return -self.calendar.between(day, self.today)


def build_item(
    row: WorkflowModel, days: WorkingDaysLeft, *, step: Step | None = None, holder: str = ""
) -> TaskItem:
    person = requester(row)
    return TaskItem(
        kind=gettext(row.lifecycle.title),
        title=title(row),
        url=row.get_absolute_url(),
        state=row.state_label,
        organization=row.organization.abbr,
        requester=person.name if person else "",
        since=row.state_changed_at,
        days_left=days.left(row.due_on),
        action=gettext(step.label) if step else "",
        action_url=step_url(row, step) if step else "",
        holder=holder,
    )
