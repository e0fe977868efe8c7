"""The steps that the clock takes, and the days that it sets anew."""

from datetime import date

from practitioners.services import lapse_due
from registry.assessments import expire_due
from registry.findings import review_all
from reminders.followed import followed
from workflow.redate import redate


def take_steps(today: date) -> None:
    """Another target or holiday tells from the next run on, for what already waits.

    Authorizations and assessments that have ended come first: the findings look at them.
    """
    for model in followed().values():
        redate(model)
    lapse_due(today)
    expire_due(today)
    review_all()
