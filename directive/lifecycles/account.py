"""The account of record: from the approval to its end (§ 4.3-4.7, 5.4)."""

from directive.guards.account import (
    conditions_given,
    due_ahead,
    evidence_given,
    ground_given,
    numbered,
    plan_closed,
    plan_written,
    ready,
    reason_given,
    submission_recorded,
)
from directive.guards.refusal import Guard
from directive.lifecycles.grammar import START, Actor, Lifecycle, Relation, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

STATES = (
    State(name="approved", label=_("Approved"), next_step="register", live=True),
    State(name="registered", label=_("Registered"), next_step="submit_to_index", live=True),
    State(
        name="with_service_canada", label=_("With Service Canada"), next_step="activate", live=True
    ),
    State(name="active", label=_("Active"), live=True),
    State(name="suspended", label=_("Suspended"), next_step="resume", live=True),
    State(name="closing", label=_("Closing"), next_step="deactivate", live=True),
    State(name="deactivated", label=_("Deactivated"), final=True),
)
RECOVERY = "recovery"  # suspended for this, the account is compromised: not official meanwhile
_LIVE = tuple(state.name for state in STATES if state.live)
_OPEN = tuple(name for name in _LIVE if name != "closing")
_NAMED = actor(Role.PRACTITIONER, Relation.OWN)
# An account carried over was registered and in use long ago: `approve` takes these steps itself.
_IN_CARRY_OVER = ("request.approve",)
_IN_USE = ("active", "suspended")


def is_partner_ready(state: str, partner_state: str) -> bool:
    """Whether the other account of a pair is in force and as far along as this one (§ 4.10(4))."""
    # `suspended` follows `active` in the table, but an active partner is no less far along.
    return partner_state in _OPEN and (
        partner_state in _IN_USE or _LIVE.index(partner_state) >= _LIVE.index(state)
    )


def _record_step(
    *,
    name: str,
    label: str,
    history_label: str,
    actors: tuple[Actor, ...],
    paragraphs: tuple[str, ...],
    guards: tuple[Guard, ...] = (),
    input_guards: tuple[Guard, ...] = (),
    notify: tuple[Relation | Role, ...] = (),
) -> Step:
    """A step that changes the record of a live account and leaves its state."""
    return Step(
        name=name,
        label=label,
        history_label=history_label,
        from_states=_LIVE,
        to_states=(),
        actors=actors,
        paragraphs=paragraphs,
        guards=guards,
        input_guards=input_guards,
        notify=notify,
    )


_PROOFS = (
    _record_step(
        name="correct",
        label=_("Correct the record"),
        history_label=_("Record corrected"),
        actors=(_NAMED, actor(Role.SUPERIOR), actor(Role.ECOMMS)),
        paragraphs=("4.6",),
        input_guards=(reason_given,),
    ),
    _record_step(
        name="record_custody",
        label=_("Record who holds the credentials"),
        history_label=_("Custody recorded"),
        actors=(_NAMED, actor(Role.SUPERIOR)),
        paragraphs=("4.6", "4.7(4)"),
    ),
    _record_step(
        name="confirm_control",
        label=_("Confirm that the account is under our control"),
        history_label=_("Seen under our control"),
        actors=(
            actor(Role.ECOMMS),
        ),  # the registrar looks: those named on the account do not attest
        paragraphs=("4.5",),
        input_guards=(evidence_given,),
    ),
    _record_step(
        name="confirm_conditions",
        label=_("Confirm that the conditions are met"),
        history_label=_("Conditions of the approval met"),
        actors=(actor(Role.ECOMMS),),
        paragraphs=("4.3",),
        guards=(conditions_given,),
        input_guards=(evidence_given,),
    ),
    _record_step(
        name="review_configuration",
        label=_("Review the configuration"),
        history_label=_("Configuration reviewed"),
        # § 3.13: PA staff may run the account themselves, and do not review their own.
        actors=(actor(Role.ECOMMS), actor(Role.PA, Relation.NOT_OWN)),
        paragraphs=("4.7(2)", "4.7(3)"),
    ),
    _record_step(
        name="give_instructions",
        label=_("Record the moderation instructions"),
        history_label=_("Moderation instructions given"),
        actors=(actor(Role.ECOMMS),),
        paragraphs=("4.12",),
        notify=(Relation.OWN,),
    ),
    _record_step(
        name="confirm_listing",
        label=_("Confirm the listing in the master index"),
        history_label=_("Listing in the master index confirmed"),
        actors=(actor(Role.ECOMMS),),
        paragraphs=("4.4",),
        input_guards=(evidence_given,),
    ),
)
# A step on both accounts of a pair is nested in itself: its actor on one takes it on the other.
ACCOUNT = Lifecycle(
    name="account",
    title=_("Account"),
    states=STATES,
    viewers=(
        actor(Role.PRACTITIONER),
        actor(Role.PA),
        actor(Role.SUPERIOR),
        actor(Role.L1),
        actor(Role.ECOMMS),
        actor(Role.ADMPA),
        actor(Role.DIGITAL),
        actor(Role.DAIP),
        actor(Role.DMA),
        actor(Role.AUDITOR),
    ),
    steps=(
        Step(
            name="enter",
            label=_("Enter in the registry"),
            history_label=_("Entered in the registry"),
            from_states=(START,),
            to_states=("approved",),
            actors=(),  # only an approval creates an account (§ 4.3)
            paragraphs=("4.3",),
            nested_in=("request.approve",),
        ),
        Step(
            name="register",
            label=_("Register"),
            history_label=_("Registered"),
            from_states=("approved",),
            to_states=("registered",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.3",),
            input_guards=(numbered,),
            target_days=5,
            notify=(Relation.OWN, Role.SUPERIOR),
            nested_in=_IN_CARRY_OVER,
        ),
        Step(
            name="submit_to_index",
            label=_("Record the submission to Service Canada"),
            history_label=_("Submitted to Service Canada"),
            from_states=("registered",),
            to_states=("with_service_canada",),
            actors=(_NAMED,),
            paragraphs=("4.4",),
            input_guards=(submission_recorded,),
            target_days=5,
            nested_in=_IN_CARRY_OVER,
        ),
        Step(
            name="activate",
            label=_("Activate"),
            history_label=_("Activated"),
            from_states=("with_service_canada",),
            to_states=("active",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.5", "4.6", "4.7"),
            guards=(ready,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.activate", *_IN_CARRY_OVER),
        ),
        Step(
            name="amend",
            label=_("Amend"),
            history_label=_("Amended by an approved request"),
            from_states=_OPEN,
            to_states=(),
            actors=(),
            paragraphs=("4.6",),
            nested_in=("request.approve",),
        ),
        Step(
            name="pair",
            label=_("Pair"),
            history_label=_("Paired with the account in the other language"),
            from_states=_OPEN,
            to_states=(),
            actors=(),
            paragraphs=("4.10(4)",),
            nested_in=("request.approve",),
        ),
        *_PROOFS,
        Step(
            name="note_findings",
            label=_("Note findings"),
            history_label=_("Rows of the readiness list no longer hold"),
            from_states=_LIVE,
            to_states=(),
            actors=(),  # taken by the steps that change a row, and by the daily run
            paragraphs=("4.7",),
            input_guards=(reason_given,),
            notify=(Role.SUPERIOR, Role.L1),
        ),
        Step(
            name="resolve_findings",
            label=_("Resolve findings"),
            history_label=_("Rows of the readiness list hold again"),
            from_states=_LIVE,
            to_states=(),
            actors=(),
            paragraphs=("4.7",),
        ),
        Step(
            name="suspend",
            label=_("Suspend"),
            history_label=_("Suspended"),
            from_states=("active",),
            to_states=("suspended",),
            actors=(actor(Role.ECOMMS), actor(Role.ADMPA)),
            paragraphs=("4.6",),
            input_guards=(reason_given,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            name="resume",
            label=_("Resume"),
            history_label=_("Resumed"),
            from_states=("suspended",),
            to_states=("active",),
            actors=(actor(Role.ECOMMS), actor(Role.ADMPA)),
            paragraphs=("4.6",),
            input_guards=(reason_given,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            name="ask_closure",
            label=_("Ask to close the account"),
            history_label=_("Closure asked"),
            from_states=_OPEN,
            to_states=("closing",),
            actors=(_NAMED, actor(Role.SUPERIOR), actor(Role.L1)),
            paragraphs=("4.6",),
            input_guards=(reason_given, plan_written),
            notify=(Relation.OWN, Role.SUPERIOR),
            nested_in=("account.ask_closure",),
        ),
        Step(
            name="direct_closure",
            label=_("Direct the deactivation"),
            history_label=_("Deactivation directed by ADM(PA)"),
            from_states=_LIVE,  # from `closing` too: a closure that was asked for becomes a directed one
            to_states=("closing",),
            actors=(actor(Role.ADMPA),),
            paragraphs=("5.4",),
            input_guards=(ground_given, reason_given, due_ahead),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.direct_closure",),
        ),
        Step(
            name="work_plan",
            label=_("Record progress on the closing plan"),
            history_label=_("Closing plan updated"),
            from_states=("closing",),
            to_states=(),
            actors=(_NAMED, actor(Role.SUPERIOR), actor(Role.ECOMMS)),
            paragraphs=("4.6",),
        ),
        Step(
            name="keep_open",
            label=_("Keep the account open"),
            history_label=_("Kept open"),
            from_states=("closing",),
            to_states=_OPEN,
            actors=(
                # Whoever asked may change their mind; a direction only ADM(PA) can lift (§ 5.4).
                actor(Role.PRACTITIONER, Relation.ASKED, Relation.OWN),
                actor(Role.SUPERIOR, Relation.ASKED),
                actor(Role.L1, Relation.ASKED),
                actor(Role.ADMPA, Relation.DIRECTED),
            ),
            paragraphs=("4.6", "5.4"),
            input_guards=(reason_given,),
            resolve_target=lambda facts: facts.state_before_closing,
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.keep_open",),
        ),
        Step(
            name="deactivate",
            label=_("Deactivate"),
            history_label=_("Deactivated"),
            from_states=("closing",),
            to_states=("deactivated",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.6", "5.4"),
            guards=(plan_closed,),
            target_days=10,
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.deactivate",),
        ),
    ),
)
