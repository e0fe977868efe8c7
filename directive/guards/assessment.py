"""Guards of the steps of a privacy impact assessment (§ 4.8, 4.9)."""

from directive.facts.assessment import AssessmentFacts
from directive.guards.refusal import Refusal
from directive.translation import gettext_noop as _


def assessed(facts: AssessmentFacts) -> Refusal | None:
    if not facts.risks_rated:
        return Refusal(message=_("Rate every risk area first."), paragraph="4.8")
    if not facts.summary_written:
        return Refusal(message=_("Write the summary in English and French first."), paragraph="4.8")
    return None


def reason_given(facts: AssessmentFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(message=_("Give the reason."), paragraph="6.1")


def review_set(facts: AssessmentFacts) -> Refusal | None:
    if facts.review_on is None or facts.review_on <= facts.today:
        return Refusal(message=_("Set a review date in the future."), paragraph="4.9")
    return None


def review_passed(facts: AssessmentFacts) -> Refusal | None:
    # The assessment still counts on its review date itself.
    if facts.review_on is None or facts.review_on >= facts.today:
        return Refusal(
            message=_("The review date of this assessment has not passed."), paragraph="4.9"
        )
    return None
