"""The account of record: from the approval to its end (§ 4.3-4.7, 5.4)."""

from directive import readiness
from directive.account_facts import AccountFacts
from directive.lifecycle import START, Actor, Guard, Lifecycle, State, Step, Tie, actor
from directive.refusals import Refusal
from directive.roles import Role
from directive.words import _


def numbered(facts: AccountFacts) -> Refusal | None:
    return None if facts.numbered else Refusal(_("The account has no registry number."), "4.3")


def submission_recorded(facts: AccountFacts) -> Refusal | None:
    if not facts.submission_recorded and not facts.carried_over:
        return Refusal(_("Record the submission: its date and its reference."), "4.4")
    return None


def ready(facts: AccountFacts) -> Refusal | None:
    """Rows that could not be proven for an account carried over are findings, not barriers."""
    rows = readiness.missing(facts)
    if not rows or facts.carried_over:
        return None
    return Refusal(
        _("%(count)s rows of the readiness list do not hold yet."),
        rows[0].paragraphs[0],
        {"count": len(rows)},
    )


def reason_given(facts: AccountFacts) -> Refusal | None:
    return None if facts.reason_given else Refusal(_("Give the reason."), "4.6")


def conditions_given(facts: AccountFacts) -> Refusal | None:
    if not facts.conditions_given:
        return Refusal(_("The approval was given without conditions."), "4.3")
    return None


def plan_written(facts: AccountFacts) -> Refusal | None:
    return None if facts.plan_written else Refusal(_("Write the closing plan."), "4.6")


def ground_given(facts: AccountFacts) -> Refusal | None:
    if not facts.ground_given:
        return Refusal(_("State the ground for the deactivation."), "5.4")
    return None


def due_ahead(facts: AccountFacts) -> Refusal | None:
    if facts.due_on is None or facts.due_on < facts.today:
        return Refusal(_("Set a due date, today or later."), "5.4")
    return None


def plan_closed(facts: AccountFacts) -> Refusal | None:
    if facts.plan_open:
        return Refusal(
            _("%(count)s rows of the closing plan are still open."),
            "4.6",
            {"count": len(facts.plan_open)},
        )
    return None


def evidence_given(facts: AccountFacts) -> Refusal | None:
    return None if facts.evidence_given else Refusal(_("Say what you saw, and when."), "4.6")


STATES = (
    State("approved", _("Approved"), awaits="register", live=True),
    State("registered", _("Registered"), awaits="submit_to_index", live=True),
    State("with_service_canada", _("With Service Canada"), awaits="activate", live=True),
    State("active", _("Active"), live=True),
    State("suspended", _("Suspended"), awaits="resume", live=True),
    State("closing", _("Closing"), awaits="deactivate", live=True),
    State("deactivated", _("Deactivated"), final=True),
)
RECOVERY = "recovery"  # suspended for this, an account is in strange hands: not official meanwhile
_LIVE = tuple(state.name for state in STATES if state.live)
_STANDING = tuple(name for name in _LIVE if name != "closing")
_NAMED = actor(Role.PRACTITIONER, Tie.OWN)
# An account carried over was registered and listed long ago: the approval takes these steps itself.
_IN_CARRY_OVER = ("approve",)
_IN_USE = ("active", "suspended")


def as_far(state: str, partner: str) -> bool:
    """Of a pair: the other account stands and has come as far as this one (§ 4.10(4))."""
    return partner in _STANDING and (
        partner in _IN_USE or _LIVE.index(partner) >= _LIVE.index(state)
    )


def _stays(
    name: str,
    label: str,
    done: str,
    actors: tuple[Actor, ...],
    paragraphs: tuple[str, ...],
    *,
    guards: tuple[Guard, ...] = (),
    inputs: tuple[Guard, ...] = (),
    tells: tuple[Tie | Role, ...] = (),
) -> Step:
    """A step that leaves the account in its state: a correction or a proof, audited like any other."""
    return Step(
        name, label, done, _LIVE, (), actors, paragraphs, guards=guards, inputs=inputs, tells=tells
    )


_PROOFS = (
    _stays(
        "correct",
        _("Correct the record"),
        _("Record corrected"),
        (_NAMED, actor(Role.SUPERIOR), actor(Role.ECOMMS)),
        ("4.6",),
        inputs=(reason_given,),
    ),
    _stays(
        "record_custody",
        _("Record who holds the credentials"),
        _("Custody recorded"),
        (_NAMED, actor(Role.SUPERIOR)),
        ("4.6", "4.7(4)"),
    ),
    _stays(
        "confirm_control",
        _("Confirm that the account is under our control"),
        _("Seen under our control"),
        (actor(Role.ECOMMS),),
        ("4.5",),
        inputs=(evidence_given,),
    ),
    _stays(
        "confirm_conditions",
        _("Confirm that the conditions are met"),
        _("Conditions of the approval met"),
        (actor(Role.ECOMMS),),
        ("4.3",),
        guards=(conditions_given,),
        inputs=(evidence_given,),
    ),
    _stays(
        "review_configuration",
        _("Review the configuration"),
        _("Configuration reviewed"),
        (actor(Role.ECOMMS), actor(Role.PA, Tie.NOT_OWN)),
        ("4.7(2)", "4.7(3)"),
    ),
    _stays(
        "give_instructions",
        _("Record the moderation instructions"),
        _("Moderation instructions given"),
        (actor(Role.ECOMMS),),
        ("4.12",),
        tells=(Tie.OWN,),
    ),
    _stays(
        "confirm_listing",
        _("Confirm the listing in the master index"),
        _("Listing in the master index confirmed"),
        (actor(Role.ECOMMS),),
        ("4.4",),
        inputs=(evidence_given,),
    ),
)

# Steps on both accounts of a pair are `within` themselves: whoever takes it on one takes it on both.
ACCOUNT = Lifecycle(
    name="account",
    title=_("Account"),
    states=STATES,
    readers=(
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
            (),
            ("4.3",),
            within=("approve",),
        ),
        Step(
            "register",
            _("Register"),
            _("Registered"),
            ("approved",),
            ("registered",),
            (actor(Role.ECOMMS),),
            ("4.3",),
            inputs=(numbered,),
            days=5,
            tells=(Tie.OWN, Role.SUPERIOR),
            within=_IN_CARRY_OVER,
        ),
        Step(
            "submit_to_index",
            _("Record the submission to Service Canada"),
            _("Submitted to Service Canada"),
            ("registered",),
            ("with_service_canada",),
            (_NAMED,),
            ("4.4",),
            inputs=(submission_recorded,),
            days=5,
            within=_IN_CARRY_OVER,
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
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
            within=("activate", *_IN_CARRY_OVER),
        ),
        Step(
            "amend",
            _("Amend"),
            _("Amended by an approved request"),
            _STANDING,
            (),
            (),
            ("4.6",),
            within=("approve",),
        ),
        Step(
            "pair",
            _("Pair"),
            _("Paired with the account in the other language"),
            _STANDING,
            (),
            (),
            ("4.10(4)",),
            within=("approve",),
        ),
        *_PROOFS,
        Step(
            "note_findings",
            _("Note findings"),
            _("Rows of the readiness list no longer hold"),
            _LIVE,
            (),
            (),
            ("4.7",),
            inputs=(reason_given,),
            tells=(Role.SUPERIOR, Role.L1),
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
            inputs=(reason_given,),
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            "resume",
            _("Resume"),
            _("Resumed"),
            ("suspended",),
            ("active",),
            (actor(Role.ECOMMS), actor(Role.ADMPA)),
            ("4.6",),
            inputs=(reason_given,),
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
        ),
        Step(
            "ask_closure",
            _("Ask to close the account"),
            _("Closure asked"),
            _STANDING,
            ("closing",),
            (_NAMED, actor(Role.SUPERIOR), actor(Role.L1)),
            ("4.6",),
            inputs=(reason_given, plan_written),
            tells=(Tie.OWN, Role.SUPERIOR),
            within=("ask_closure",),
        ),
        Step(
            "direct_closure",
            _("Direct the deactivation"),
            _("Deactivation directed by ADM(PA)"),
            _LIVE,
            ("closing",),
            (actor(Role.ADMPA),),
            ("5.4",),
            inputs=(ground_given, reason_given, due_ahead),
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
            within=("direct_closure",),
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
            _STANDING,
            (
                actor(Role.PRACTITIONER, Tie.ASKED, Tie.OWN),
                actor(Role.SUPERIOR, Tie.ASKED),
                actor(Role.L1, Tie.ASKED),
                actor(Role.ADMPA, Tie.DIRECTED),
            ),
            ("4.6", "5.4"),
            inputs=(reason_given,),
            choose=lambda facts: facts.state_before_closing,
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
            within=("keep_open",),
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
            days=10,
            tells=(Tie.OWN, Role.SUPERIOR, Role.L1),
            within=("deactivate",),
        ),
    ),
)
