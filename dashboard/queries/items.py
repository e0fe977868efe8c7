from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from dashboard.queries.subjects import requester_of, title_of
from directive.lifecycles.grammar import Step
from workflow.available_steps import step_url
from workflow.due_dates import WorkingDaysLeft
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


def build_item(
    row: WorkflowModel, days: WorkingDaysLeft, *, step: Step | None = None, holder: str = ""
) -> TaskItem:
    person = requester_of(row)
    return TaskItem(
        kind=gettext(row.lifecycle.title),
        title=title_of(row),
        url=row.get_absolute_url(),
        state=row.state_label,
        organization=row.organization.abbr,
        requester=person.name if person else "",
        since=row.state_changed_at,
        days_left=days.until(row.due_on),
        action=gettext(step.label) if step else "",
        action_url=step_url(row, step) if step else "",
        holder=holder,
    )
