from datetime import date

from practitioners.services import lapse_due
from registry.services.assessments import expire_due
from registry.services.findings import review_all
from workflow.due_dates import recalculate_due_dates
from workflow.models import workflow_models


def run_daily_steps(today: date) -> None:
    """Take the automatic steps that are due today, and recalculate due dates.

    A changed target or holiday applies from the next run to rows that already wait.
    """
    for model in workflow_models().values():
        recalculate_due_dates(model)
    lapse_due(today)
    expire_due(today)
    # Last: a readiness finding depends on authorizations and assessments that have just ended.
    review_all()
