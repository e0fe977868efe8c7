"""Facts that the guards of a privacy impact assessment read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentFacts:
    today: date
    risks_rated: bool
    summary_written: bool
    reason_given: bool
    review_on: date | None
