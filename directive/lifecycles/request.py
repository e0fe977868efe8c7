"""The lifecycle of a request, from the draft to the decision (§ 4.1-4.3)."""

from directive.facts.request import RequestFacts
from directive.guards import request as g
from directive.lifecycles.grammar import START, Lifecycle, Relation, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

STATES = (
    State("draft", _("Draft"), next_step="consult"),
    State("in_consultation", _("PA consultation"), next_step="advise"),
    State("advised", _("PA advice given"), next_step="submit"),
    State("in_l1_review", _("L1 review"), next_step="endorse"),
    State("submitted", _("Submitted"), next_step="assign"),
    State("in_review", _("ADM(PA) review"), next_step="recommend"),
    State("returned", _("Returned for changes"), next_step="resubmit"),
    State("recommended", _("Awaiting the decision of ADM(PA)"), next_step="approve"),
    State("approved", _("Approved by ADM(PA)"), final=True),
    State("refused", _("Not approved"), final=True),
    State("withdrawn", _("Withdrawn"), final=True),
)
_OPEN = tuple(state.name for state in STATES if not state.final)
# The requester has the request in these states: no target runs.
_WITH_REQUESTER = ("draft", "advised", "returned")
_OWN_PRACTITIONER = actor(Role.PRACTITIONER, Relation.OWN)
_REVIEWER = actor(Role.ECOMMS, Relation.ASSIGNED)
_SUBMITTABLE = (
    g.reasons_answered,
    g.form_complete,
    g.practitioner_named,
    g.handle_usable,
    g.advice_covers,
)
_L1 = actor(Role.L1, Relation.NOT_OWN, states=("in_l1_review",))


def _review_state(facts: RequestFacts) -> str:
    # A request that comes back goes to the officer who knows it already.
    return "in_review" if facts.reviewer_active else "submitted"


def _after_submission(facts: RequestFacts) -> str:
    # § 4.2 Note: an L1 may have a step of its own before the submission. It is not asked again for
    # a form whose endorsed fields are as they were.
    if facts.l1_step and not facts.endorsement_covers:
        return "in_l1_review"
    return _review_state(facts)


REQUEST = Lifecycle(
    name="request",
    title=_("Request"),
    states=STATES,
    paused_states=frozenset(_WITH_REQUESTER),
    viewers=(
        _OWN_PRACTITIONER,
        actor(Role.PA),
        actor(Role.SUPERIOR),
        actor(Role.SUPERIOR, Relation.RECEIVING),
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
            input_guards=(g.declared_official, g.only_change_open),
        ),
        Step(
            "carry_over",
            _("Carry over an account approved earlier"),
            _("Carry-over started"),
            (START,),
            ("draft",),
            (actor(Role.ECOMMS),),
            ("4.3",),
            input_guards=(g.declared_official, g.is_carry_over),
        ),
        Step(
            "edit",
            _("Edit"),
            _("Form changed"),
            (*_WITH_REQUESTER, "in_review"),
            (),
            (
                actor(Role.PRACTITIONER, Relation.OWN, states=_WITH_REQUESTER),
                # An officer edits only the carry-over they recorded, also after a question of ADM(PA).
                actor(Role.ECOMMS, Relation.OWN, states=("draft", "in_review")),
            ),
            ("4.2",),
        ),
        Step(
            "consult",
            _("Consult PA staff"),
            _("PA staff consulted"),
            _WITH_REQUESTER,  # again after advice or a return: a change may have voided the advice
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
            (actor(Role.PA, Relation.NOT_OWN),),
            ("3.11", "3.16", "4.1"),
            input_guards=(g.advice_written,),
            target_days=5,
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
            resolve_target=_after_submission,
            notify=(Role.SUPERIOR,),
        ),
        Step(
            "endorse",
            _("Endorse"),
            _("Endorsed by the L1"),
            ("in_l1_review",),
            ("submitted", "in_review"),
            (actor(Role.L1, Relation.NOT_OWN),),
            ("4.2 Note",),
            resolve_target=_review_state,
            target_days=10,
            notify=(Relation.OWN,),
        ),
        Step(
            "decline",
            _("Decline"),
            _("Declined by the L1"),
            ("in_l1_review",),
            ("refused",),
            (actor(Role.L1, Relation.NOT_OWN),),
            ("4.2 Note",),
            input_guards=(g.reason_given, g.paragraph_given),
            notify=(Relation.OWN, Role.SUPERIOR),
        ),
        Step(
            "return_for_changes",
            _("Return for changes"),
            _("Returned for changes"),
            ("in_l1_review", "in_review"),
            ("returned",),
            (_L1, actor(Role.ECOMMS, Relation.ASSIGNED, states=("in_review",))),
            ("4.2", "4.3"),
            input_guards=(g.reasons_listed,),
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
            resolve_target=_after_submission,
        ),
        Step(
            "assign",
            _("Assign to me"),
            _("Assigned for review"),
            ("submitted", "in_review"),
            ("in_review",),
            (actor(Role.ECOMMS, Relation.NOT_OWN),),
            ("4.3",),
            guards=(g.no_active_reviewer,),
            target_days=2,
            notify=(Relation.OWN,),
        ),
        Step(
            "unassign",
            _("Unassign"),
            _("Assignment removed"),
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
            input_guards=(
                g.recommendation_made,
                g.reason_given,
                g.assessment_in_force,
                g.platform_open,
                g.handle_free,
                g.languages_consistent,
                g.account_current,
                g.transfer_accepted,
            ),
            target_days=10,
            notify=(Relation.OWN,),
        ),
        Step(
            "present",
            _("Present to ADM(PA) for confirmation"),
            _("Presented to ADM(PA) for confirmation"),
            ("draft",),
            ("recommended",),  # approved before this registry: nothing to consult on or to review
            (actor(Role.ECOMMS, Relation.OWN),),
            ("4.3",),
            guards=(g.is_carry_over, g.earlier_approval_recorded, g.handle_usable, g.handle_free),
        ),
        Step(
            "ask_again",
            _("Ask again"),
            _("Question asked by ADM(PA)"),
            ("recommended",),
            ("in_review",),
            (actor(Role.ADMPA, Relation.NOT_OWN),),
            ("4.3",),
            input_guards=(g.reason_given,),
        ),
        Step(
            "approve",
            _("Approve"),
            _("Approved by ADM(PA)"),
            ("recommended",),
            ("approved",),
            # Whoever submitted or recommended it does not approve it.
            (actor(Role.ADMPA, Relation.NOT_OWN, Relation.NOT_RECOMMENDER),),
            ("4.3",),
            guards=(
                g.approvable,
                g.account_current,
                g.transfer_accepted,
                g.live_practitioner_unless_carried_over,
            ),
            target_days=5,
            notify=(Relation.OWN, Role.SUPERIOR, Role.ECOMMS),
        ),
        Step(
            "refuse",
            _("Refuse"),
            _("Not approved by ADM(PA)"),
            ("recommended",),
            ("refused",),
            (actor(Role.ADMPA, Relation.NOT_OWN),),
            ("4.3", "5.4(1)"),
            input_guards=(g.reason_given, g.paragraph_given, g.found_account_settled),
            notify=(Relation.OWN, Role.SUPERIOR, Role.ECOMMS),
        ),
        Step(
            "accept_transfer",
            _("Accept the transfer"),
            _("Transfer accepted by the receiving organization"),
            _OPEN,  # at any time before the decision: the acceptance must not delay the review
            (),
            (actor(Role.SUPERIOR, Relation.RECEIVING, Relation.NOT_OWN),),
            ("4.17",),
            guards=(g.is_transfer, g.not_accepted_yet),
            notify=(Relation.OWN,),
        ),
        Step(
            "name_practitioner",
            _("Name another practitioner"),
            _("Practitioner named"),
            _OPEN,  # § 4.1, also where the one who started the request has left
            (),
            (actor(Role.SUPERIOR),),
            ("4.1",),
            input_guards=(g.named_with_authorization,),
            notify=(Relation.OWN,),
        ),
        Step(
            "withdraw",
            _("Withdraw"),
            _("Withdrawn"),
            _OPEN,
            ("withdrawn",),
            (_OWN_PRACTITIONER, actor(Role.SUPERIOR), actor(Role.ECOMMS, Relation.OWN)),
            ("4.2",),
            notify=(Relation.OWN,),
        ),
    ),
)
