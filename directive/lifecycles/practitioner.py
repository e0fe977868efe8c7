"""The practitioner: nominated, advised upon, authorized, trained, and how it ends (§ 3.10-3.12, 5.3(4), 5.5)."""

from dataclasses import dataclass
from datetime import date

from directive.lifecycle import START, Lifecycle, State, Step, Tie, actor
from directive.refusals import Refusal
from directive.roles import Role
from directive.words import _


@dataclass(frozen=True, slots=True)
class PractitionerFacts:
    today: date
    contractor: bool
    already_live: bool  # another nomination or authorization, same person and organization
    advised_on: date | None
    advice_written: bool
    reason_given: bool
    trained_on: date | None
    evidence_kept: bool
    last_day: date | None


def not_a_contractor(facts: PractitionerFacts) -> Refusal | None:
    if facts.contractor:
        return Refusal(
            _("A contractor cannot be a practitioner: only DND employees and CAF members can."),
            "5.5",
        )
    return None


def only_one(facts: PractitionerFacts) -> Refusal | None:
    if facts.already_live:
        return Refusal(
            _("This person already has a nomination or an authorization in this organization."),
            "3.10",
        )
    return None


def advice_written(facts: PractitionerFacts) -> Refusal | None:
    return None if facts.advice_written else Refusal(_("Write the advice first."), "3.10")


def pa_consulted(facts: PractitionerFacts) -> Refusal | None:
    if facts.advised_on is None or facts.advised_on > facts.today:
        return Refusal(
            _("Consult PA staff first: their advice must be dated today or earlier."), "3.10"
        )
    return None


def reason_given(facts: PractitionerFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(_("Give the reason."), "5.3")


def training_proven(facts: PractitionerFacts) -> Refusal | None:
    if facts.trained_on is None or facts.trained_on > facts.today:
        return Refusal(
            _("Enter the day the Social Media Primer was completed; it cannot be in the future."),
            "3.12",
        )
    if not facts.evidence_kept:
        return Refusal(_("The evidence of the training is missing."), "3.12")
    return None


def last_day_reached(facts: PractitionerFacts) -> Refusal | None:
    if facts.last_day is None or facts.last_day >= facts.today:
        return Refusal(_("The last day of this authorization has not passed."), "4.7(4)")
    return None


def last_day_ahead(facts: PractitionerFacts) -> Refusal | None:
    if facts.last_day is not None and facts.last_day < facts.today:
        return Refusal(_("The last day of this nomination has passed: nominate again."), "4.7(4)")
    return None


_LIVE = ("authorized", "trained")

PRACTITIONER = Lifecycle(
    name="practitioner",
    title=_("Practitioner"),
    states=(
        State("nominated", _("Nominated"), awaits="advise"),
        State("advised", _("PA advice given"), awaits="authorize"),
        State("authorized", _("Authorized, training due"), awaits="complete_training", live=True),
        State("trained", _("Authorized and trained"), live=True),
        State("declined", _("Declined"), final=True),
        State("revoked", _("Revoked"), final=True),
        State("lapsed", _("Lapsed"), final=True),
    ),
    steps=(
        Step(
            "nominate",
            _("Nominate a practitioner"),
            _("Nominated"),
            (START,),
            ("nominated",),
            (actor(Role.SUPERIOR),),
            ("3.10",),
            inputs=(not_a_contractor, only_one, last_day_ahead),
            tells=(Tie.OWN,),
        ),
        Step(
            "advise",
            _("Advise on the nomination"),
            _("PA advice given"),
            ("nominated",),
            ("advised",),
            (actor(Role.PA, Tie.NOT_OWN),),
            ("3.10",),
            inputs=(advice_written,),
            days=5,
        ),
        Step(
            "authorize",
            _("Authorize"),
            _("Authorized"),
            ("advised",),
            ("authorized",),
            (actor(Role.SUPERIOR, Tie.NOT_OWN),),
            ("3.10", "3.12"),
            guards=(pa_consulted, not_a_contractor, last_day_ahead),
            days=5,
            tells=(Tie.OWN,),
        ),
        Step(
            "decline",
            _("Decline"),
            _("Declined"),
            ("nominated", "advised"),
            ("declined",),
            (actor(Role.SUPERIOR),),
            ("3.10",),
            inputs=(reason_given,),
            tells=(Tie.OWN,),
        ),
        Step(
            "provide_evidence",
            _("Provide evidence of training"),
            _("Evidence of training provided"),
            ("authorized",),
            (),
            (actor(Role.PRACTITIONER, Tie.OWN),),
            ("3.12",),
            inputs=(training_proven,),
            tells=(Role.PA,),
        ),
        Step(
            "complete_training",
            _("Confirm the training"),
            _("Training confirmed"),
            ("authorized",),
            ("trained",),
            (actor(Role.PA, Tie.NOT_OWN), actor(Role.ECOMMS, Tie.NOT_OWN)),
            ("3.12",),
            inputs=(training_proven,),
            days=20,
            tells=(Tie.OWN,),
        ),
        Step(
            "acknowledge",
            _("Acknowledge the security duties"),
            _("Security duties acknowledged"),
            _LIVE,
            (),
            (actor(Role.PRACTITIONER, Tie.OWN),),
            ("3.7", "3.9"),
        ),
        Step(
            "revoke",
            _("Revoke"),
            _("Revoked"),
            _LIVE,
            ("revoked",),
            (actor(Role.SUPERIOR), actor(Role.L1), actor(Role.ADMPA)),
            ("5.3(4)",),
            inputs=(reason_given,),
            tells=(Tie.OWN, Role.SUPERIOR),
        ),
        Step(
            "lapse",
            _("Lapse"),
            _("Lapsed: the last day has passed"),
            _LIVE,
            ("lapsed",),
            (),
            ("4.7(4)",),
            guards=(last_day_reached,),
            tells=(Tie.OWN, Role.SUPERIOR),
        ),
    ),
    readers=(
        actor(Role.ANYONE, Tie.OWN),
        actor(Role.SUPERIOR),
        actor(Role.PA),
        actor(Role.L1),
        actor(Role.ECOMMS),
        actor(Role.ADMPA),
        actor(Role.AUDITOR),
    ),
)
