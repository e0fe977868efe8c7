"""Guards of the steps of a request (§ 3.1 Note, 3.16, 4.1-4.3, 4.9, 4.10)."""

from directive.facts.request import RequestFacts
from directive.guards.refusal import Refusal, first_refusal
from directive.translation import gettext_noop as _


def declared_official(facts: RequestFacts) -> Refusal | None:
    if not facts.declared_official:
        return Refusal(
            message=_("Declare that this is not a personal or professional account."),
            paragraph="3.1 Note",
        )
    return None


def only_change_open(facts: RequestFacts) -> Refusal | None:
    if facts.other_change_open:
        return Refusal(
            message=_(
                "This account already has an open request to change it: finish that one first."
            ),
            paragraph="4.6",
        )
    return None


def practitioner_named(facts: RequestFacts) -> Refusal | None:
    if facts.live_practitioners < 1:
        return Refusal(
            message=_("Name at least one practitioner whose authorization is in force."),
            paragraph="4.1",
        )
    return None


def live_practitioner_unless_carried_over(facts: RequestFacts) -> Refusal | None:
    # An account carried over is in use already: a missing practitioner becomes a finding.
    return None if facts.kind == "carry_over" else practitioner_named(facts)


def purpose_written(facts: RequestFacts) -> Refusal | None:
    if not facts.purpose_written:
        return Refusal(
            message=_("Write the purpose and the need before consulting PA staff."), paragraph="4.1"
        )
    return None


def handle_usable(facts: RequestFacts) -> Refusal | None:
    return Refusal(message=facts.handle_problem, paragraph="3.3") if facts.handle_problem else None


def advice_written(facts: RequestFacts) -> Refusal | None:
    return (
        None
        if facts.advice_written
        else Refusal(message=_("Write the advice first."), paragraph="3.11")
    )


def form_complete(facts: RequestFacts) -> Refusal | None:
    if facts.missing:
        return Refusal(
            message=_("The form is not complete: %(count)s answers are missing."),
            paragraph="4.2",
            params={"count": len(facts.missing)},
        )
    return None


def advice_covers(facts: RequestFacts) -> Refusal | None:
    if not facts.advice_given:
        return Refusal(message=_("PA staff must be consulted first."), paragraph="4.1")
    if not facts.advice_covers:
        return Refusal(
            message=_("What PA staff advised on has changed since: consult them again."),
            paragraph="4.1",
        )
    return None


def transfer_accepted(facts: RequestFacts) -> Refusal | None:
    if not facts.transfer_accepted:
        # § 4.17: the new superior will answer for the content.
        return Refusal(
            message=_("The superior in the receiving organization has not accepted the account."),
            paragraph="4.17",
        )
    return None


def reason_given(facts: RequestFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(message=_("Give the reason."), paragraph="4.3")


def paragraph_given(facts: RequestFacts) -> Refusal | None:
    if not facts.paragraph_given:
        return Refusal(message=_("Name the paragraph that the reason rests on."), paragraph="4.3")
    return None


def reasons_listed(facts: RequestFacts) -> Refusal | None:
    if facts.reasons < 1:
        return Refusal(
            message=_("Give one or more reasons, each with its paragraph and its field."),
            paragraph="4.2",
        )
    return None


def reasons_answered(facts: RequestFacts) -> Refusal | None:
    if facts.open_reasons:
        return Refusal(
            message=_("%(count)s reasons for the return are not answered yet."),
            paragraph="4.2",
            params={"count": facts.open_reasons},
        )
    return None


def no_active_reviewer(facts: RequestFacts) -> Refusal | None:
    # A request must not wait for an officer who no longer has the role: another may be assigned.
    if facts.reviewer_active:
        return Refusal(
            message=_("This request is already assigned to an officer of E-Communications."),
            paragraph="4.3",
        )
    return None


def recommendation_made(facts: RequestFacts) -> Refusal | None:
    if not facts.recommendation:
        return Refusal(message=_("Recommend approval or refusal."), paragraph="4.3")
    return None


def assessment_in_force(facts: RequestFacts) -> Refusal | None:
    return _assessment_missing(facts) if _is_for_approval(facts) else None


def platform_open(facts: RequestFacts) -> Refusal | None:
    return _platform_closed(facts) if _is_for_approval(facts) else None


def handle_free(facts: RequestFacts) -> Refusal | None:
    return _handle_taken(facts) if _is_for_approval(facts) else None


def languages_consistent(facts: RequestFacts) -> Refusal | None:
    return _languages_inconsistent(facts) if _is_for_approval(facts) else None


def approvable(facts: RequestFacts) -> Refusal | None:
    # ADM(PA) may approve against the recommendation (§ 4.3), and days may have passed since: all
    # that an approval needs is checked again.
    needed = (_assessment_missing, _platform_closed, _handle_taken, _languages_inconsistent)
    return first_refusal(needed, facts)


def _is_for_approval(facts: RequestFacts) -> bool:
    # A recommendation to refuse needs none of what an approval needs.
    return facts.recommendation != "refusal"


def _assessment_missing(facts: RequestFacts) -> Refusal | None:
    # § 4.9 asks for an assessment of a new platform or use; a carry-over is neither.
    if facts.kind != "carry_over" and facts.uncovered_platforms:
        return Refusal(
            message=_("No privacy impact assessment in force covers %(platforms)s and this use."),
            paragraph="4.9",
            params={"platforms": ", ".join(facts.uncovered_platforms)},
        )
    return None


def _platform_closed(facts: RequestFacts) -> Refusal | None:
    if facts.closed_platforms:
        return Refusal(
            message=_("%(platforms)s: closed, or not allowed on government devices."),
            paragraph="6.1",
            params={"platforms": ", ".join(facts.closed_platforms)},
        )
    return None


def _handle_taken(facts: RequestFacts) -> Refusal | None:
    # § 3.16: two accounts under one handle would divide the audience.
    if facts.taken_handles:
        return Refusal(
            message=_("Another account or open request already uses %(handles)s."),
            paragraph="3.16",
            params={"handles": ", ".join(facts.taken_handles)},
        )
    return None


def _languages_inconsistent(facts: RequestFacts) -> Refusal | None:
    if not facts.languages_consistent:
        return Refusal(
            message=_(
                "The accounts do not match the language mode: one bilingual account, or a pair."
            ),
            paragraph="4.10",
        )
    return None


def account_current(facts: RequestFacts) -> Refusal | None:
    if not facts.account_current:
        return Refusal(
            message=_(
                "The account has changed since this request was written: compare, then resubmit."
            ),
            paragraph="4.6",
        )
    return None


def found_account_settled(facts: RequestFacts) -> Refusal | None:
    if not facts.found_account_settled:
        return Refusal(
            message=_("Direct the deactivation of the account that was found, or say why not."),
            paragraph="5.4(1)",
        )
    return None


def is_carry_over(facts: RequestFacts) -> Refusal | None:
    if facts.kind != "carry_over":
        return Refusal(
            message=_("Only an account approved before this registry existed can be carried over."),
            paragraph="4.3",
        )
    return None


def earlier_approval_recorded(facts: RequestFacts) -> Refusal | None:
    if not facts.earlier_approval_recorded:
        return Refusal(
            message=_("Record the earlier approval: its date and its evidence."), paragraph="4.3"
        )
    return None


def is_transfer(facts: RequestFacts) -> Refusal | None:
    if facts.kind != "transfer":
        return Refusal(
            message=_("Only a transfer is accepted by a receiving organization."), paragraph="4.17"
        )
    return None


def not_accepted_yet(facts: RequestFacts) -> Refusal | None:
    if facts.transfer_accepted:
        return Refusal(message=_("This transfer is already accepted."), paragraph="4.17")
    return None


def named_with_authorization(facts: RequestFacts) -> Refusal | None:
    if facts.named_now < 1:
        return Refusal(
            message=_("Name at least one practitioner whose authorization is in force."),
            paragraph="4.1",
        )
    return None
