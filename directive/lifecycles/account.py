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
    State("approved", _("Approved"), next_step="register", live=True),
    State("registered", _("Registered"), next_step="submit_to_index", live=True),
    State("with_service_canada", _("With Service Canada"), next_step="activate", live=True),
    State("active", _("Active"), live=True),
    State("suspended", _("Suspended"), next_step="resume", live=True),
    State("closing", _("Closing"), next_step="deactivate", live=True),
    State("deactivated", _("Deactivated"), final=True),
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
    name: str,
    label: str,
    history_label: str,
    actors: tuple[Actor, ...],
    paragraphs: tuple[str, ...],
    *,
    guards: tuple[Guard, ...] = (),
    input_guards: tuple[Guard, ...] = (),
    notify: tuple[Relation | Role, ...] = (),
) -> Step:
    """A step that changes the record of a live account and leaves its state."""
    return Step(
        name,
        label,
        history_label,
        _LIVE,
        (),
        actors,
        paragraphs,
        guards=guards,
        input_guards=input_guards,
        notify=notify,
    )


_PROOFS = (
    _record_step(
        "correct",
        _("Correct the record"),
        _("Record corrected"),
        (_NAMED, actor(Role.SUPERIOR), actor(Role.ECOMMS)),
        ("4.6",),
        input_guards=(reason_given,),
    ),
    _record_step(
        "record_custody",
        _("Record who holds the credentials"),
        _("Custody recorded"),
        (_NAMED, actor(Role.SUPERIOR)),
        ("4.6", "4.7(4)"),
    ),
    _record_step(
        "confirm_control",
        _("Confirm that the account is under our control"),
        _("Seen under our control"),
        (actor(Role.ECOMMS),),  # the registrar looks: those named on the account do not attest
        ("4.5",),
        input_guards=(evidence_given,),
    ),
    _record_step(
        "confirm_conditions",
        _("Confirm that the conditions are met"),
        _("Conditions of the approval met"),
        (actor(Role.ECOMMS),),
        ("4.3",),
        guards=(conditions_given,),
        input_guards=(evidence_given,),
    ),
    _record_step(
        "review_configuration",
        _("Review the configuration"),
        _("Configuration reviewed"),
        # § 3.13: PA staff may run the account themselves, and do not review their own.
        (actor(Role.ECOMMS), actor(Role.PA, Relation.NOT_OWN)),
        ("4.7(2)", "4.7(3)"),
    ),
    _record_step(
        "give_instructions",
        _("Record the moderation instructions"),
        _("Moderation instructions given"),
        (actor(Role.ECOMMS),),
        ("4.12",),
        notify=(Relation.OWN,),
    ),
    _record_step(
        "confirm_listing",
        _("Confirm the listing in the master index"),
        _("Listing in the master index confirmed"),
        (actor(Role.ECOMMS),),
        ("4.4",),
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
            "enter",
            _("Enter in the registry"),
            _("Entered in the registry"),
            (START,),
            ("approved",),
            (),  # only an approval creates an account (§ 4.3)
            ("4.3",),
            nested_in=("request.approve",),
        ),
        Step(
            "register",
            _("Register"),
            _("Registered"),
            ("approved",),
            ("registered",),
            (actor(Role.ECOMMS),),
            ("4.3",),
            input_guards=(numbered,),
            target_days=5,
            notify=(Relation.OWN, Role.SUPERIOR),
            nested_in=_IN_CARRY_OVER,
        ),
        Step(
            "submit_to_index",
            _("Record the submission to Service Canada"),
            _("Submitted to Service Canada"),
            ("registered",),
            ("with_service_canada",),
            (_NAMED,),
            ("4.4",),
            input_guards=(submission_recorded,),
            target_days=5,
            nested_in=_IN_CARRY_OVER,
        ),
        Step(
            "activate",
            _("Activate"),
            _("Activated"),
            ("with_service_canada",),
            ("active",),
            (actor(Role.ECOMMS),),
            ("4.5", "4.6", "4.7"),
            guards=(ready,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.activate", *_IN_CARRY_OVER),
        ),
        Step(
            "amend",
            _("Amend"),
            _("Amended by an approved request"),
            _OPEN,
            (),
            (),
            ("4.6",),
            nested_in=("request.approve",),
        ),
        Step(
            "pair",
            _("Pair"),
            _("Paired with the account in the other language"),
            _OPEN,
            (),
            (),
            ("4.10(4)",),
            nested_in=("request.approve",),
        ),
        *_PROOFS,
        Step(
            "note_findings",
            _("Note findings"),
            _("Rows of the readiness list no longer hold"),
            _LIVE,
            (),
            (),  # taken by the steps that change a row, and by the daily run
            ("4.7",),
            input_guards=(reason_given,),
            notify=(Role.SUPERIOR, Role.L1),
        ),
        Step(
            "resolve_findings",
            _("Resolve findings"),
            _("Rows of the readiness list hold again"),
            _LIVE,
            (),
            (),
            ("4.7",),
        ),
        Step(
            "suspend",
            _("Suspend"),
            _("Suspended"),
            ("active",),
            ("suspended",),
            (actor(Role.ECOMMS), actor(Role.ADMPA)),
            ("4.6",),
            input_guards=(reason_given,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            "resume",
            _("Resume"),
            _("Resumed"),
            ("suspended",),
            ("active",),
            (actor(Role.ECOMMS), actor(Role.ADMPA)),
            ("4.6",),
            input_guards=(reason_given,),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            "ask_closure",
            _("Ask to close the account"),
            _("Closure asked"),
            _OPEN,
            ("closing",),
            (_NAMED, actor(Role.SUPERIOR), actor(Role.L1)),
            ("4.6",),
            input_guards=(reason_given, plan_written),
            notify=(Relation.OWN, Role.SUPERIOR),
            nested_in=("account.ask_closure",),
        ),
        Step(
            "direct_closure",
            _("Direct the deactivation"),
            _("Deactivation directed by ADM(PA)"),
            _LIVE,  # from `closing` too: a closure that was asked for becomes a directed one
            ("closing",),
            (actor(Role.ADMPA),),
            ("5.4",),
            input_guards=(ground_given, reason_given, due_ahead),
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.direct_closure",),
        ),
        Step(
            "work_plan",
            _("Record progress on the closing plan"),
            _("Closing plan updated"),
            ("closing",),
            (),
            (_NAMED, actor(Role.SUPERIOR), actor(Role.ECOMMS)),
            ("4.6",),
        ),
        Step(
            "keep_open",
            _("Keep the account open"),
            _("Kept open"),
            ("closing",),
            _OPEN,
            (
                # Whoever asked may change their mind; a direction only ADM(PA) can lift (§ 5.4).
                actor(Role.PRACTITIONER, Relation.ASKED, Relation.OWN),
                actor(Role.SUPERIOR, Relation.ASKED),
                actor(Role.L1, Relation.ASKED),
                actor(Role.ADMPA, Relation.DIRECTED),
            ),
            ("4.6", "5.4"),
            input_guards=(reason_given,),
            resolve_target=lambda facts: facts.state_before_closing,
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.keep_open",),
        ),
        Step(
            "deactivate",
            _("Deactivate"),
            _("Deactivated"),
            ("closing",),
            ("deactivated",),
            (actor(Role.ECOMMS),),
            ("4.6", "5.4"),
            guards=(plan_closed,),
            target_days=10,
            notify=(Relation.OWN, Role.SUPERIOR, Role.L1),
            nested_in=("account.deactivate",),
        ),
    ),
)
