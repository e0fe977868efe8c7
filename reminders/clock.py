"""The steps that the clock takes."""

from datetime import date

from practitioners.services import lapse_due
from registry.assessments import expire_due
from registry.findings import review_all


def take_steps(today: date) -> None:
    """Authorizations and assessments that have ended come first: the findings look at them."""
    lapse_due(today)
    expire_due(today)
    review_all()
