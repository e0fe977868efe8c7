"""The steps that the clock takes, and the days that it sets anew."""

from datetime import date

from practitioners.services import lapse_due
from registry.services.assessments import expire_due
from registry.services.findings import review_all
from workflow.due_dates import recalculate_due_dates
from workflow.models import workflow_models


def run_daily_steps(today: date) -> None:
    """Another target or holiday tells from the next run on, for what already waits.

    Authorizations and assessments that have ended come first: the findings look at them.
    """
    for model in workflow_models().values():
        recalculate_due_dates(model)
    lapse_due(today)
    expire_due(today)
    review_all()
