"""The readiness list: what an account needs before it is active, and who acts (§ 4.5-4.7)."""

from collections.abc import Callable
from dataclasses import dataclass

from directive.facts.account import AccountFacts
from directive.roles import Role
from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessRow:
    code: str
    title: str
    roles: tuple[Role, ...]  # who must act while the row is not met
    paragraphs: tuple[str, ...]
    is_met: Callable[[AccountFacts], bool]
    step: str  # of the account, by which the row is met; empty where another record decides


READINESS: tuple[ReadinessRow, ...] = (
    ReadinessRow(
        code="control",
        title=_("The account exists and is under our control"),
        roles=(Role.ECOMMS,),
        paragraphs=("4.5",),
        is_met=lambda facts: facts.controlled,
        step="confirm_control",
    ),
    ReadinessRow(
        code="conditions",
        title=_("The conditions of the approval are met"),
        roles=(Role.ECOMMS,),
        paragraphs=("4.3",),
        is_met=lambda facts: facts.conditions_met,
        step="confirm_conditions",
    ),
    ReadinessRow(
        code="practitioner",
        title=_("A trained practitioner with current acknowledgements is named"),
        roles=(Role.SUPERIOR, Role.PA),
        paragraphs=("3.7", "3.12", "4.7(4)"),
        # § 4.1 asks for one or more, § 4.7(4) that nobody else uses the account.
        is_met=lambda facts: facts.trained_practitioners >= 1,
        step="correct",
    ),
    ReadinessRow(
        code="configuration",
        title=_("The configuration review is passed"),
        roles=(Role.ECOMMS, Role.PA),
        paragraphs=("4.7(2)", "4.7(3)"),
        is_met=lambda facts: facts.configured,
        step="review_configuration",
    ),
    ReadinessRow(
        code="notice",
        title=_("The notice is linked in both languages"),
        roles=(Role.PRACTITIONER,),
        paragraphs=("4.10(3)", "4.14"),
        is_met=lambda facts: facts.notices_linked,
        step="correct",
    ),
    ReadinessRow(
        code="assessment",
        title=_("A privacy impact assessment in force covers the platform and the use"),
        roles=(Role.ECOMMS, Role.DAIP),
        paragraphs=("4.9",),
        is_met=lambda facts: facts.assessed,
        step="",  # the assessment has a lifecycle of its own
    ),
    ReadinessRow(
        code="language",
        title=_("The account in the other language is as far, or this one is bilingual"),
        roles=(Role.PRACTITIONER,),
        paragraphs=("4.10(4)", "4.10(5)"),
        is_met=lambda facts: facts.language_partner_ready,
        step="",  # the other account of the pair goes through the same steps
    ),
    ReadinessRow(
        code="monitoring",
        title=_("Monitoring hours are set, with a back-up"),
        roles=(Role.PRACTITIONER,),
        paragraphs=(
            "4.16",
        ),  # business hours are in the paragraph; the back-up is a rule of this registry
        is_met=lambda facts: facts.monitoring_set,
        step="correct",
    ),
    ReadinessRow(
        code="instructions",
        title=_("Moderation instructions were received from E-Communications"),
        roles=(Role.ECOMMS,),
        paragraphs=("4.12",),
        is_met=lambda facts: facts.instructed,
        step="give_instructions",
    ),
    ReadinessRow(
        code="responsible_person",
        title=_("A person answers for the content"),
        roles=(Role.SUPERIOR,),
        paragraphs=("4.17",),
        is_met=lambda facts: facts.responsible_person,
        step="correct",
    ),
    ReadinessRow(
        code="custody",
        title=_("It is recorded where the credentials are held"),
        roles=(Role.PRACTITIONER,),
        paragraphs=("4.6", "4.7(4)"),
        is_met=lambda facts: facts.custody_recorded,
        step="record_custody",
    ),
    ReadinessRow(
        code="index",
        title=_("The submission to Service Canada is recorded"),
        roles=(Role.PRACTITIONER,),
        paragraphs=("4.4",),
        # The submission is enough: when the account is listed depends on Service Canada.
        is_met=lambda facts: facts.submission_recorded,
        step="submit_to_index",
    ),
)

READINESS_BY_CODE = {row.code: row for row in READINESS}


def unmet_rows(facts: AccountFacts) -> tuple[ReadinessRow, ...]:
    return tuple(row for row in READINESS if not row.is_met(facts))
