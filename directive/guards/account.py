"""Guards of the steps of an account (§ 4.3-4.7, 5.4)."""

from directive import readiness
from directive.facts.account import AccountFacts
from directive.guards.refusal import Refusal
from directive.translation import gettext_noop as _


def numbered(facts: AccountFacts) -> Refusal | None:
    return (
        None
        if facts.numbered
        else Refusal(message=_("The account has no registry number."), paragraph="4.3")
    )


def submission_recorded(facts: AccountFacts) -> Refusal | None:
    # An account carried over was submitted long ago, and its reference may be lost.
    if not facts.submission_recorded and not facts.carried_over:
        return Refusal(
            message=_("Record the submission: its date and its reference."), paragraph="4.4"
        )
    return None


def ready(facts: AccountFacts) -> Refusal | None:
    rows = readiness.unmet_rows(facts)
    # An account carried over is in use already: what it cannot prove becomes a finding instead.
    if not rows or facts.carried_over:
        return None
    return Refusal(
        message=_("%(count)s rows of the readiness list do not hold yet."),
        paragraph=rows[0].paragraphs[0],
        params={"count": len(rows)},
    )


def reason_given(facts: AccountFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(message=_("Give the reason."), paragraph="4.6")


def conditions_given(facts: AccountFacts) -> Refusal | None:
    if not facts.conditions_given:
        return Refusal(message=_("The approval was given without conditions."), paragraph="4.3")
    return None


def plan_written(facts: AccountFacts) -> Refusal | None:
    return (
        None
        if facts.plan_written
        else Refusal(message=_("Write the closing plan."), paragraph="4.6")
    )


def ground_given(facts: AccountFacts) -> Refusal | None:
    if not facts.ground_given:
        return Refusal(message=_("State the ground for the deactivation."), paragraph="5.4")
    return None


def due_ahead(facts: AccountFacts) -> Refusal | None:
    if facts.due_on is None or facts.due_on < facts.today:
        return Refusal(message=_("Set a due date, today or later."), paragraph="5.4")
    return None


def plan_closed(facts: AccountFacts) -> Refusal | None:
    if facts.open_plan_rows:
        return Refusal(
            message=_("%(count)s rows of the closing plan are still open."),
            paragraph="4.6",
            params={"count": len(facts.open_plan_rows)},
        )
    return None


def evidence_given(facts: AccountFacts) -> Refusal | None:
    return (
        None
        if facts.evidence_given
        else Refusal(message=_("Say what you saw, and when."), paragraph="4.6")
    )
