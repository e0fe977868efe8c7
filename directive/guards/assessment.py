"""Guards of the steps of a privacy impact assessment (§ 4.8, 4.9)."""

from directive.facts.assessment import AssessmentFacts
from directive.guards.refusal import Refusal
from directive.translation import gettext_noop as _


def assessed(facts: AssessmentFacts) -> Refusal | None:
    if not facts.risks_rated:
        return Refusal(_("Rate every risk area first."), "4.8")
    if not facts.summary_written:
        return Refusal(_("Write the summary in English and French first."), "4.8")
    return None


def reason_given(facts: AssessmentFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(_("Give the reason."), "6.1")


def review_set(facts: AssessmentFacts) -> Refusal | None:
    if facts.review_on is None or facts.review_on <= facts.today:
        return Refusal(_("Set a review date in the future."), "4.9")
    return None


def review_passed(facts: AssessmentFacts) -> Refusal | None:
    # The assessment still counts on its review date itself.
    if facts.review_on is None or facts.review_on >= facts.today:
        return Refusal(_("The review date of this assessment has not passed."), "4.9")
    return None
