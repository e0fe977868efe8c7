"""Facts that the guards of an authorization read."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerFacts:
    today: date
    contractor: bool
    already_live: bool  # another nomination or authorization, same person and organization
    advised_on: date | None
    advice_written: bool
    reason_given: bool
    trained_on: date | None
    evidence_kept: bool
    last_day: date | None
