"""The request: from the draft to the decision (§ 4.1-4.3)."""

from directive import request_guards as g
from directive.lifecycle import START, Lifecycle, State, Step, Tie, actor
from directive.request_facts import RequestFacts
from directive.roles import Role
from directive.words import _

STATES = (
    State("draft", _("Draft"), awaits="consult"),
    State("in_consultation", _("PA consultation"), awaits="advise"),
    State("advised", _("PA advice given"), awaits="submit"),
    State("in_l1_review", _("L1 review"), awaits="endorse"),
    State("submitted", _("Submitted"), awaits="take_up"),
    State("in_review", _("ADM(PA) review"), awaits="recommend"),
    State("returned", _("Returned for changes"), awaits="resubmit"),
    State("recommended", _("Awaiting the decision of ADM(PA)"), awaits="approve"),
    State("approved", _("Approved"), final=True),
    State("refused", _("Not approved"), final=True),
    State("withdrawn", _("Withdrawn"), final=True),
)
_OPEN = tuple(state.name for state in STATES if not state.final)
# The requester holds the request here, and the target clock stands still.
_WITH_REQUESTER = ("draft", "advised", "returned")
_OWN_PRACTITIONER = actor(Role.PRACTITIONER, Tie.OWN)
_REVIEWER = actor(Role.ECOMMS, Tie.TOOK_UP)
_SUBMITTABLE = (
    g.reasons_answered,
    g.form_complete,
    g.practitioner_named,
    g.handle_usable,
    g.advice_covers,
)
_L1 = actor(Role.L1, Tie.NOT_OWN, states=("in_l1_review",))


def _desk(facts: RequestFacts) -> str:
    return "in_review" if facts.reviewer_in_office else "submitted"


def _after_submission(facts: RequestFacts) -> str:
    """§ 4.2 Note: an L1 may have a step of its own first. Then back on the same reviewer's desk."""
    if facts.l1_step and not facts.endorsement_covers:
        return "in_l1_review"
    return _desk(facts)


def _after_question(facts: RequestFacts) -> str:
    return "draft" if facts.kind == "carry_over" else "in_review"


REQUEST = Lifecycle(
    name="request",
    title=_("Request"),
    states=STATES,
    stopped=frozenset(_WITH_REQUESTER),
    readers=(
        _OWN_PRACTITIONER,
        actor(Role.PA),
        actor(Role.SUPERIOR),
        actor(Role.SUPERIOR, Tie.RECEIVING),
        actor(Role.L1),
        actor(Role.ECOMMS),
        actor(Role.ADMPA),
        actor(Role.AUDITOR),
    ),
    steps=(
        Step(
            "start",
            _("Start a request"),
            _("Request started"),
            (START,),
            ("draft",),
            (actor(Role.PRACTITIONER),),
            ("4.2", "3.1 Note"),
            inputs=(g.declared_official, g.only_change_open),
        ),
        Step(
            "carry_over",
            _("Carry over an account approved earlier"),
            _("Carry-over started"),
            (START,),
            ("draft",),
            (actor(Role.ECOMMS),),
            ("4.3",),
            inputs=(g.declared_official, g.is_carry_over),
        ),
        Step(
            "edit",
            _("Edit"),
            _("Form changed"),
            _WITH_REQUESTER,
            (),
            (_OWN_PRACTITIONER, actor(Role.ECOMMS, Tie.OWN, states=("draft",))),
            ("4.2",),
        ),
        Step(
            "consult",
            _("Consult PA staff"),
            _("PA staff consulted"),
            _WITH_REQUESTER,
            ("in_consultation",),
            (_OWN_PRACTITIONER,),
            ("4.1",),
            guards=(g.practitioner_named, g.purpose_written, g.handle_usable),
        ),
        Step(
            "recall",
            _("Take back from PA staff"),
            _("Taken back from PA staff"),
            ("in_consultation",),
            ("draft",),
            (_OWN_PRACTITIONER,),
            ("4.1",),
        ),
        Step(
            "advise",
            _("Give advice"),
            _("PA advice given"),
            ("in_consultation",),
            ("advised",),
            (actor(Role.PA, Tie.NOT_OWN),),
            ("3.11", "3.16", "4.1"),
            inputs=(g.advice_written,),
            days=5,
        ),
        Step(
            "submit",
            _("Submit"),
            _("Submitted"),
            ("advised",),
            ("in_l1_review", "submitted", "in_review"),
            (_OWN_PRACTITIONER,),
            ("4.2", "4.2 Note"),
            guards=_SUBMITTABLE,
            choose=_after_submission,
            tells=(Role.SUPERIOR,),
        ),
        Step(
            "endorse",
            _("Endorse"),
            _("Endorsed by the L1"),
            ("in_l1_review",),
            ("submitted", "in_review"),
            (actor(Role.L1, Tie.NOT_OWN),),
            ("4.2 Note",),
            choose=_desk,
            days=10,
            tells=(Tie.OWN,),
        ),
        Step(
            "decline",
            _("Decline"),
            _("Declined by the L1"),
            ("in_l1_review",),
            ("refused",),
            (actor(Role.L1, Tie.NOT_OWN),),
            ("4.2 Note",),
            inputs=(g.reason_given, g.clause_given),
            tells=(Tie.OWN, Role.SUPERIOR),
        ),
        Step(
            "send_back",
            _("Send back for changes"),
            _("Sent back for changes"),
            ("in_l1_review", "in_review"),
            ("returned",),
            (_L1, actor(Role.ECOMMS, Tie.TOOK_UP, states=("in_review",))),
            ("4.2", "4.3"),
            inputs=(g.reasons_listed,),
        ),
        Step(
            "answer",
            _("Answer the reasons"),
            _("Reason of the return answered"),
            ("returned",),
            (),
            (_OWN_PRACTITIONER,),
            ("4.2",),
        ),
        Step(
            "resubmit",
            _("Resubmit"),
            _("Resubmitted"),
            ("returned",),
            ("in_l1_review", "submitted", "in_review"),
            (_OWN_PRACTITIONER,),
            ("4.2",),
            guards=_SUBMITTABLE,
            choose=_after_submission,
        ),
        Step(
            "take_up",
            _("Take up"),
            _("Taken up for review"),
            ("submitted", "in_review"),
            ("in_review",),
            (actor(Role.ECOMMS, Tie.NOT_OWN),),
            ("4.3",),
            guards=(g.desk_free,),
            days=2,
            tells=(Tie.OWN,),
        ),
        Step(
            "hand_back",
            _("Hand back to the queue"),
            _("Handed back to the queue"),
            ("in_review",),
            ("submitted",),
            (_REVIEWER,),
            ("4.3",),
        ),
        Step(
            "recommend",
            _("Recommend"),
            _("Recommended to ADM(PA)"),
            ("in_review",),
            ("recommended",),
            (_REVIEWER,),
            ("4.3", "4.9"),
            inputs=(
                g.recommendation_made,
                g.reason_given,
                g.assessment_in_force,
                g.platform_open,
                g.handle_free,
                g.languages_consistent,
                g.account_current,
                g.transfer_accepted,
            ),
            days=10,
            tells=(Tie.OWN,),
        ),
        Step(
            "present",
            _("Present to ADM(PA) for confirmation"),
            _("Presented to ADM(PA) for confirmation"),
            ("draft",),
            ("recommended",),
            (actor(Role.ECOMMS, Tie.OWN),),
            ("4.3",),
            guards=(g.is_carry_over, g.earlier_approval_recorded, g.handle_usable, g.handle_free),
        ),
        Step(
            "ask_again",
            _("Ask again"),
            _("Question asked by ADM(PA)"),
            ("recommended",),
            ("in_review", "draft"),
            (actor(Role.ADMPA, Tie.NOT_OWN),),
            ("4.3",),
            inputs=(g.reason_given,),
            choose=_after_question,
        ),
        Step(
            "approve",
            _("Approve"),
            _("Approved by ADM(PA)"),
            ("recommended",),
            ("approved",),
            (actor(Role.ADMPA, Tie.NOT_OWN, Tie.NOT_RECOMMENDER),),
            ("4.3",),
            guards=(
                g.recommended_for_approval_still_holds,
                g.account_current,
                g.transfer_accepted,
                g.live_practitioner_unless_carried_over,
            ),
            days=5,
            tells=(Tie.OWN, Role.SUPERIOR, Role.ECOMMS),
        ),
        Step(
            "refuse",
            _("Refuse"),
            _("Not approved by ADM(PA)"),
            ("recommended",),
            ("refused",),
            (actor(Role.ADMPA, Tie.NOT_OWN),),
            ("4.3", "5.4(1)"),
            inputs=(g.reason_given, g.clause_given, g.found_account_settled),
            tells=(Tie.OWN, Role.SUPERIOR, Role.ECOMMS),
        ),
        Step(
            "accept_transfer",
            _("Accept the transfer"),
            _("Transfer accepted by the receiving organization"),
            _OPEN,
            (),
            (actor(Role.SUPERIOR, Tie.RECEIVING, Tie.NOT_OWN),),
            ("4.17",),
            guards=(g.is_transfer, g.not_accepted_yet),
            tells=(Tie.OWN,),
        ),
        Step(
            "name_practitioner",
            _("Name another practitioner"),
            _("Practitioner named"),
            _OPEN,
            (),
            (actor(Role.SUPERIOR),),
            ("4.1",),
            inputs=(g.named_with_authorization,),
            tells=(Tie.OWN,),
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            _("Withdrawn"),
            _OPEN,
            ("withdrawn",),
            (_OWN_PRACTITIONER, actor(Role.SUPERIOR), actor(Role.ECOMMS, Tie.OWN)),
            ("4.2",),
            tells=(Tie.OWN,),
        ),
    ),
)
