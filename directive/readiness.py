"""The readiness list: what an account needs before it is active, and who acts (§ 4.5-4.7)."""

from collections.abc import Callable
from dataclasses import dataclass

from directive.facts.account import AccountFacts
from directive.roles import Role
from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    code: str
    title: str
    roles: tuple[Role, ...]  # who must act while the row is not met
    paragraphs: tuple[str, ...]
    is_met: Callable[[AccountFacts], bool]
    step: str  # of the account, by which the row is met; empty where another record decides


READINESS: tuple[ReadinessRow, ...] = (
    ReadinessRow(
        "control",
        _("The account exists and is under our control"),
        (Role.ECOMMS,),
        ("4.5",),
        lambda facts: facts.controlled,
        "confirm_control",
    ),
    ReadinessRow(
        "conditions",
        _("The conditions of the approval are met"),
        (Role.ECOMMS,),
        ("4.3",),
        lambda facts: facts.conditions_met,
        "confirm_conditions",
    ),
    ReadinessRow(
        "practitioner",
        _("A trained practitioner with current acknowledgements is named"),
        (Role.SUPERIOR, Role.PA),
        ("3.7", "3.12", "4.7(4)"),
        # § 4.1 asks for one or more, § 4.7(4) that nobody else uses the account.
        lambda facts: facts.trained_practitioners >= 1,
        "correct",
    ),
    ReadinessRow(
        "configuration",
        _("The configuration review is passed"),
        (Role.ECOMMS, Role.PA),
        ("4.7(2)", "4.7(3)"),
        lambda facts: facts.configured,
        "review_configuration",
    ),
    ReadinessRow(
        "notice",
        _("The notice is linked in both languages"),
        (Role.PRACTITIONER,),
        ("4.10(3)", "4.14"),
        lambda facts: facts.notices_linked,
        "correct",
    ),
    ReadinessRow(
        "assessment",
        _("A privacy impact assessment in force covers the platform and the use"),
        (Role.ECOMMS, Role.DAIP),
        ("4.9",),
        lambda facts: facts.assessed,
        "",  # the assessment has a lifecycle of its own
    ),
    ReadinessRow(
        "language",
        _("The account in the other language is as far, or this one is bilingual"),
        (Role.PRACTITIONER,),
        ("4.10(4)", "4.10(5)"),
        lambda facts: facts.language_partner_ready,
        "",  # the other account of the pair goes through the same steps
    ),
    ReadinessRow(
        "monitoring",
        _("Monitoring hours are set, with a back-up"),
        (Role.PRACTITIONER,),
        ("4.16",),  # business hours are in the paragraph; the back-up is a rule of this registry
        lambda facts: facts.monitoring_set,
        "correct",
    ),
    ReadinessRow(
        "instructions",
        _("Moderation instructions were received from E-Communications"),
        (Role.ECOMMS,),
        ("4.12",),
        lambda facts: facts.instructed,
        "give_instructions",
    ),
    ReadinessRow(
        "responsible_person",
        _("A person answers for the content"),
        (Role.SUPERIOR,),
        ("4.17",),
        lambda facts: facts.responsible_person,
        "correct",
    ),
    ReadinessRow(
        "custody",
        _("It is recorded where the credentials are held"),
        (Role.PRACTITIONER,),
        ("4.6", "4.7(4)"),
        lambda facts: facts.custody_recorded,
        "record_custody",
    ),
    ReadinessRow(
        "index",
        _("The submission to Service Canada is recorded"),
        (Role.PRACTITIONER,),
        ("4.4",),
        # The submission is enough: when the account is listed depends on Service Canada.
        lambda facts: facts.submission_recorded,
        "submit_to_index",
    ),
)

READINESS_BY_CODE = {row.code: row for row in READINESS}


def unmet_rows(facts: AccountFacts) -> tuple[ReadinessRow, ...]:
    return tuple(row for row in READINESS if not row.is_met(facts))
