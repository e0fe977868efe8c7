"""Facts that the guards of an account read; `registry` gathers them."""

from dataclasses import dataclass
from datetime import date


# No slots: the class that gathers the facts replaces each field by a cached property.
@dataclass(frozen=True, kw_only=True)
class AccountFacts:
    today: date
    numbered: bool = False
    submission_recorded: bool = False  # snapshot, date and reference of the submission (§ 4.4)
    controlled: bool = False  # E-Communications saw that it exists and is under our control
    conditions_given: bool = False
    conditions_met: bool = False  # also true where none were given
    trained_practitioners: int = 0  # trained, with current acknowledgements
    configured: bool = False
    notices_linked: bool = False
    assessed: bool = False  # an assessment in force covers platform and use
    language_partner_ready: bool = False
    monitoring_set: bool = False
    instructed: bool = False  # moderation instructions received
    responsible_person: bool = False
    custody_recorded: bool = False
    carried_over: bool = False  # approved earlier; readiness rows not met are findings
    reason_given: bool = False
    plan_written: bool = False  # every row says how it will be done
    directed: bool = False
    ground_given: bool = False
    due_on: date | None = None
    open_plan_rows: tuple[str, ...] = ()  # codes of the closing plan, not settled yet
    state_before_closing: str = ""  # where `keep_open` leads back to
    evidence_given: bool = True
