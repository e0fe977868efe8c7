"""The privacy impact assessment of a platform and a use of it (§ 4.8, 4.9, 6.1)."""

from dataclasses import dataclass
from datetime import date

from directive.lifecycle import START, Lifecycle, State, Step, actor
from directive.refusals import Refusal
from directive.roles import Role
from directive.words import _


@dataclass(frozen=True, slots=True)
class AssessmentFacts:
    today: date
    risks_rated: bool
    summary_written: bool
    reason_given: bool
    review_on: date | None


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
    if facts.review_on is None or facts.review_on >= facts.today:
        return Refusal(_("The review date of this assessment has not passed."), "4.9")
    return None


ASSESSMENT = Lifecycle(
    name="assessment",
    title=_("Privacy impact assessment"),
    states=(
        State("draft", _("Draft"), awaits="send"),
        State(
            "with_daip",
            _("With the Director Access to Information and Privacy"),
            awaits="bring_into_force",
        ),
        State("returned", _("Returned"), awaits="send"),
        State("in_force", _("In force"), live=True),
        State("superseded", _("Superseded"), final=True),
        State("expired", _("Expired"), final=True),
    ),
    steps=(
        Step(
            "draft",
            _("Start an assessment"),
            _("Draft started"),
            (START,),
            ("draft",),
            (actor(Role.ECOMMS),),
            ("4.9",),
        ),
        Step(
            "edit",
            _("Edit the assessment"),
            _("Edited"),
            ("draft", "returned"),
            (),
            (actor(Role.ECOMMS),),
            ("4.8", "4.9"),
        ),
        Step(
            "send",
            _("Send for approval"),
            _("Sent for approval"),
            ("draft", "returned"),
            ("with_daip",),
            (actor(Role.ECOMMS),),
            ("4.8",),
            guards=(assessed,),
        ),
        Step(
            "return",
            _("Return"),
            _("Returned"),
            ("with_daip",),
            ("returned",),
            (actor(Role.DAIP),),
            ("6.1",),
            inputs=(reason_given,),
            tells=(Role.ECOMMS,),
        ),
        Step(
            "bring_into_force",
            _("Approve and bring into force"),
            _("Brought into force"),
            ("with_daip",),
            ("in_force",),
            (actor(Role.DAIP),),
            ("6.1",),
            inputs=(review_set,),
            tells=(Role.ECOMMS,),
        ),
        Step(
            "supersede",
            _("Supersede"),
            _("Superseded by a newer assessment"),
            ("in_force",),
            ("superseded",),
            (),
            ("4.8",),
            within=("bring_into_force",),
        ),
        Step(
            "expire",
            _("Expire"),
            _("Expired: the review date has passed"),
            ("in_force",),
            ("expired",),
            (),
            ("4.9",),
            guards=(review_passed,),
            tells=(Role.ECOMMS, Role.DAIP),
        ),
    ),
    readers=(
        actor(Role.ECOMMS),
        actor(Role.DAIP),
        actor(Role.ADMPA),
        actor(Role.DIGITAL),
        actor(Role.AUDITOR),
    ),
)
