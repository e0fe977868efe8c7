"""Guards of the steps of an authorization (§ 3.10-3.12, 5.3(4), 5.5)."""

from directive.facts.practitioner import PractitionerFacts
from directive.guards.refusal import Refusal
from directive.translation import gettext_noop as _


def not_a_contractor(facts: PractitionerFacts) -> Refusal | None:
    # § 2 defines a practitioner as an employee or a member; § 5.5 knows contractors only as users
    # of IT systems.
    if facts.contractor:
        return Refusal(
            message=_(
                "A contractor cannot be a practitioner: only DND employees and CAF members can."
            ),
            paragraph="5.5",
        )
    return None


def only_one(facts: PractitionerFacts) -> Refusal | None:
    if facts.already_live:
        return Refusal(
            message=_(
                "This person already has a nomination or an authorization in this organization."
            ),
            paragraph="3.10",
        )
    return None


def advice_written(facts: PractitionerFacts) -> Refusal | None:
    return (
        None
        if facts.advice_written
        else Refusal(message=_("Write the advice first."), paragraph="3.10")
    )


def pa_consulted(facts: PractitionerFacts) -> Refusal | None:
    # § 3.10: consulted before the authorization, whatever the advice was.
    if facts.advised_on is None or facts.advised_on > facts.today:
        return Refusal(
            message=_("Consult PA staff first: their advice must be dated today or earlier."),
            paragraph="3.10",
        )
    return None


def reason_given(facts: PractitionerFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(message=_("Give the reason."), paragraph="5.3")


# § 3.12 asks for the course without delay after the authorization: no guard of `authorize`.
def training_proven(facts: PractitionerFacts) -> Refusal | None:
    if facts.trained_on is None or facts.trained_on > facts.today:
        return Refusal(
            message=_(
                "Enter the day the Social Media Primer was completed; it cannot be in the future."
            ),
            paragraph="3.12",
        )
    if not facts.evidence_kept:
        return Refusal(message=_("The evidence of the training is missing."), paragraph="3.12")
    return None


def last_day_reached(facts: PractitionerFacts) -> Refusal | None:
    if facts.last_day is None or facts.last_day >= facts.today:
        return Refusal(
            message=_("The last day of this authorization has not passed."), paragraph="4.7(4)"
        )
    return None


def last_day_ahead(facts: PractitionerFacts) -> Refusal | None:
    # A nomination can wait longer than it was meant to last: it would lapse at once.
    if facts.last_day is not None and facts.last_day < facts.today:
        return Refusal(
            message=_("The last day of this nomination has passed: nominate again."),
            paragraph="4.7(4)",
        )
    return None
