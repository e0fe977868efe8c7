"""What the guards of an account look at, gathered by the registry."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AccountFacts:
    today: date
    numbered: bool = False
    submission_recorded: bool = False  # snapshot, date and reference of the submission (§ 4.4)
    controlled: bool = False  # seen by E-Communications: exists, under our control
    conditions_given: bool = False
    conditions_met: bool = False  # or none were given
    trained_practitioners: int = 0  # trained, with current acknowledgements
    configured: bool = False
    notices_linked: bool = False
    assessed: bool = False  # an assessment in force covers platform and use
    language_partner_ready: bool = False
    monitoring_set: bool = False
    instructed: bool = False  # moderation instructions received
    responsible_person: bool = False
    custody_recorded: bool = False
    carried_over: bool = False  # unproven rows were accepted as dated findings
    reason_given: bool = False
    plan_written: bool = False
    directed: bool = False
    ground_given: bool = False
    due_on: date | None = None
    plan_open: tuple[str, ...] = ()  # closing-plan rows neither done nor accounted for
    state_before_closing: str = ""
    evidence_given: bool = True
