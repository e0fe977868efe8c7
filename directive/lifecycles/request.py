"""The lifecycle of a request, from the draft to the decision (§ 4.1-4.3)."""

from directive.facts.request import RequestFacts
from directive.guards import request as g
from directive.lifecycles.grammar import START, Lifecycle, Relation, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

STATES = (
    State(name="draft", label=_("Draft"), next_step="consult"),
    State(name="in_consultation", label=_("PA consultation"), next_step="advise"),
    State(name="advised", label=_("PA advice given"), next_step="submit"),
    State(name="in_l1_review", label=_("L1 review"), next_step="endorse"),
    State(name="submitted", label=_("Submitted"), next_step="assign"),
    State(name="in_review", label=_("ADM(PA) review"), next_step="recommend"),
    State(name="returned", label=_("Returned for changes"), next_step="resubmit"),
    State(name="recommended", label=_("Awaiting the decision of ADM(PA)"), next_step="approve"),
    State(name="approved", label=_("Approved by ADM(PA)"), final=True),
    State(name="refused", label=_("Not approved"), final=True),
    State(name="withdrawn", label=_("Withdrawn"), final=True),
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
            name="start",
            label=_("Start a request"),
            history_label=_("Request started"),
            from_states=(START,),
            to_states=("draft",),
            actors=(actor(Role.PRACTITIONER),),
            paragraphs=("4.2", "3.1 Note"),
            input_guards=(g.declared_official, g.only_change_open),
        ),
        Step(
            name="carry_over",
            label=_("Carry over an account approved earlier"),
            history_label=_("Carry-over started"),
            from_states=(START,),
            to_states=("draft",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.3",),
            input_guards=(g.declared_official, g.is_carry_over),
        ),
        Step(
            name="edit",
            label=_("Edit"),
            history_label=_("Form changed"),
            from_states=(*_WITH_REQUESTER, "in_review"),
            to_states=(),
            actors=(
                actor(Role.PRACTITIONER, Relation.OWN, states=_WITH_REQUESTER),
                # An officer edits only the carry-over they recorded, also after a question of ADM(PA).
                actor(Role.ECOMMS, Relation.OWN, states=("draft", "in_review")),
            ),
            paragraphs=("4.2",),
        ),
        Step(
            name="consult",
            label=_("Consult PA staff"),
            history_label=_("PA staff consulted"),
            from_states=_WITH_REQUESTER,  # again after advice or a return: a change may have voided the advice
            to_states=("in_consultation",),
            actors=(_OWN_PRACTITIONER,),
            paragraphs=("4.1",),
            guards=(g.practitioner_named, g.purpose_written, g.handle_usable),
        ),
        Step(
            name="recall",
            label=_("Take back from PA staff"),
            history_label=_("Taken back from PA staff"),
            from_states=("in_consultation",),
            to_states=("draft",),
            actors=(_OWN_PRACTITIONER,),
            paragraphs=("4.1",),
        ),
        Step(
            name="advise",
            label=_("Give advice"),
            history_label=_("PA advice given"),
            from_states=("in_consultation",),
            to_states=("advised",),
            actors=(actor(Role.PA, Relation.NOT_OWN),),
            paragraphs=("3.11", "3.16", "4.1"),
            input_guards=(g.advice_written,),
            target_days=5,
        ),
        Step(
            name="submit",
            label=_("Submit"),
            history_label=_("Submitted"),
            from_states=("advised",),
            to_states=("in_l1_review", "submitted", "in_review"),
            actors=(_OWN_PRACTITIONER,),
            paragraphs=("4.2", "4.2 Note"),
            guards=_SUBMITTABLE,
            resolve_target=_after_submission,
            notify=(Role.SUPERIOR,),
        ),
        Step(
            name="endorse",
            label=_("Endorse"),
            history_label=_("Endorsed by the L1"),
            from_states=("in_l1_review",),
            to_states=("submitted", "in_review"),
            actors=(actor(Role.L1, Relation.NOT_OWN),),
            paragraphs=("4.2 Note",),
            resolve_target=_review_state,
            target_days=10,
            notify=(Relation.OWN,),
        ),
        Step(
            name="decline",
            label=_("Decline"),
            history_label=_("Declined by the L1"),
            from_states=("in_l1_review",),
            to_states=("refused",),
            actors=(actor(Role.L1, Relation.NOT_OWN),),
            paragraphs=("4.2 Note",),
            input_guards=(g.reason_given, g.paragraph_given),
            notify=(Relation.OWN, Role.SUPERIOR),
        ),
        Step(
            name="return_for_changes",
            label=_("Return for changes"),
            history_label=_("Returned for changes"),
            from_states=("in_l1_review", "in_review"),
            to_states=("returned",),
            actors=(_L1, actor(Role.ECOMMS, Relation.ASSIGNED, states=("in_review",))),
            paragraphs=("4.2", "4.3"),
            input_guards=(g.reasons_listed,),
        ),
        Step(
            name="answer",
            label=_("Answer the reasons"),
            history_label=_("Reason of the return answered"),
            from_states=("returned",),
            to_states=(),
            actors=(_OWN_PRACTITIONER,),
            paragraphs=("4.2",),
        ),
        Step(
            name="resubmit",
            label=_("Resubmit"),
            history_label=_("Resubmitted"),
            from_states=("returned",),
            to_states=("in_l1_review", "submitted", "in_review"),
            actors=(_OWN_PRACTITIONER,),
            paragraphs=("4.2",),
            guards=_SUBMITTABLE,
            resolve_target=_after_submission,
        ),
        Step(
            name="assign",
            label=_("Assign to me"),
            history_label=_("Assigned for review"),
            from_states=("submitted", "in_review"),
            to_states=("in_review",),
            actors=(actor(Role.ECOMMS, Relation.NOT_OWN),),
            paragraphs=("4.3",),
            guards=(g.no_active_reviewer,),
            target_days=2,
            notify=(Relation.OWN,),
        ),
        Step(
            name="unassign",
            label=_("Unassign"),
            history_label=_("Assignment removed"),
            from_states=("in_review",),
            to_states=("submitted",),
            actors=(_REVIEWER,),
            paragraphs=("4.3",),
        ),
        Step(
            name="recommend",
            label=_("Recommend"),
            history_label=_("Recommended to ADM(PA)"),
            from_states=("in_review",),
            to_states=("recommended",),
            actors=(_REVIEWER,),
            paragraphs=("4.3", "4.9"),
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
            name="present",
            label=_("Present to ADM(PA) for confirmation"),
            history_label=_("Presented to ADM(PA) for confirmation"),
            from_states=("draft",),
            to_states=(
                "recommended",
            ),  # approved before this registry: nothing to consult on or to review
            actors=(actor(Role.ECOMMS, Relation.OWN),),
            paragraphs=("4.3",),
            guards=(g.is_carry_over, g.earlier_approval_recorded, g.handle_usable, g.handle_free),
        ),
        Step(
            name="ask_again",
            label=_("Ask again"),
            history_label=_("Question asked by ADM(PA)"),
            from_states=("recommended",),
            to_states=("in_review",),
            actors=(actor(Role.ADMPA, Relation.NOT_OWN),),
            paragraphs=("4.3",),
            input_guards=(g.reason_given,),
        ),
        Step(
            name="approve",
            label=_("Approve"),
            history_label=_("Approved by ADM(PA)"),
            from_states=("recommended",),
            to_states=("approved",),
            # Whoever submitted or recommended it does not approve it.
            actors=(actor(Role.ADMPA, Relation.NOT_OWN, Relation.NOT_RECOMMENDER),),
            paragraphs=("4.3",),
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
            name="refuse",
            label=_("Refuse"),
            history_label=_("Not approved by ADM(PA)"),
            from_states=("recommended",),
            to_states=("refused",),
            actors=(actor(Role.ADMPA, Relation.NOT_OWN),),
            paragraphs=("4.3", "5.4(1)"),
            input_guards=(g.reason_given, g.paragraph_given, g.found_account_settled),
            notify=(Relation.OWN, Role.SUPERIOR, Role.ECOMMS),
        ),
        Step(
            name="accept_transfer",
            label=_("Accept the transfer"),
            history_label=_("Transfer accepted by the receiving organization"),
            from_states=_OPEN,  # at any time before the decision: the acceptance must not delay the review
            to_states=(),
            actors=(actor(Role.SUPERIOR, Relation.RECEIVING, Relation.NOT_OWN),),
            paragraphs=("4.17",),
            guards=(g.is_transfer, g.not_accepted_yet),
            notify=(Relation.OWN,),
        ),
        Step(
            name="name_practitioner",
            label=_("Name another practitioner"),
            history_label=_("Practitioner named"),
            from_states=_OPEN,  # § 4.1, also where the one who started the request has left
            to_states=(),
            actors=(actor(Role.SUPERIOR),),
            paragraphs=("4.1",),
            input_guards=(g.named_with_authorization,),
            notify=(Relation.OWN,),
        ),
        Step(
            name="withdraw",
            label=_("Withdraw"),
            history_label=_("Withdrawn"),
            from_states=_OPEN,
            to_states=("withdrawn",),
            actors=(_OWN_PRACTITIONER, actor(Role.SUPERIOR), actor(Role.ECOMMS, Relation.OWN)),
            paragraphs=("4.2",),
            notify=(Relation.OWN,),
        ),
    ),
)
