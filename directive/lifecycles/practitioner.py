"""The lifecycle of a practitioner's authorization (§ 3.10-3.12, 5.3(4), 5.5)."""

from directive.guards.practitioner import (
    advice_written,
    last_day_ahead,
    last_day_reached,
    not_a_contractor,
    only_one,
    pa_consulted,
    reason_given,
    training_proven,
)
from directive.lifecycles.grammar import START, Lifecycle, Relation, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

_LIVE = ("authorized", "trained")
PRACTITIONER = Lifecycle(
    name="practitioner",
    title=_("Practitioner"),
    states=(
        State("nominated", _("Nominated"), next_step="advise"),
        State("advised", _("PA advice given"), next_step="authorize"),
        State(
            "authorized", _("Authorized, training due"), next_step="complete_training", live=True
        ),
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
            input_guards=(not_a_contractor, only_one, last_day_ahead),
            notify=(Relation.OWN,),
        ),
        Step(
            "advise",
            _("Advise on the nomination"),
            _("PA advice given"),
            ("nominated",),
            ("advised",),
            (actor(Role.PA, Relation.NOT_OWN),),  # nobody advises on themselves
            ("3.10",),
            input_guards=(advice_written,),
            target_days=5,
        ),
        Step(
            "authorize",
            _("Authorize"),
            _("Authorized"),
            ("advised",),
            ("authorized",),
            (actor(Role.SUPERIOR, Relation.NOT_OWN),),
            ("3.10", "3.12"),
            guards=(pa_consulted, not_a_contractor, last_day_ahead),
            target_days=5,
            notify=(Relation.OWN,),
        ),
        Step(
            "decline",
            _("Decline"),
            _("Declined"),
            ("nominated", "advised"),
            ("declined",),
            (actor(Role.SUPERIOR),),
            ("3.10",),
            input_guards=(reason_given,),
            notify=(Relation.OWN,),
        ),
        # Practitioners hand in the evidence, somebody else confirms it: two steps.
        Step(
            "provide_evidence",
            _("Provide evidence of training"),
            _("Evidence of training provided"),
            ("authorized",),
            (),
            (actor(Role.PRACTITIONER, Relation.OWN),),
            ("3.12",),
            input_guards=(training_proven,),
            notify=(Role.PA,),
        ),
        Step(
            "complete_training",
            _("Confirm the training"),
            _("Training confirmed"),
            ("authorized",),
            ("trained",),
            (actor(Role.PA, Relation.NOT_OWN), actor(Role.ECOMMS, Relation.NOT_OWN)),
            ("3.12",),
            input_guards=(training_proven,),
            target_days=20,
            notify=(Relation.OWN,),
        ),
        Step(
            "acknowledge",
            _("Acknowledge the security duties"),
            _("Security duties acknowledged"),
            _LIVE,  # renewed yearly, so it leaves the state as it is
            (),
            (actor(Role.PRACTITIONER, Relation.OWN),),
            ("3.7", "3.9"),
        ),
        Step(
            "revoke",
            _("Revoke"),
            _("Revoked"),
            _LIVE,  # before that it is declined
            ("revoked",),
            (actor(Role.SUPERIOR), actor(Role.L1), actor(Role.ADMPA)),
            ("5.3(4)",),
            input_guards=(reason_given,),
            notify=(Relation.OWN, Role.SUPERIOR),
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
            notify=(Relation.OWN, Role.SUPERIOR),
        ),
    ),
    viewers=(
        actor(Role.ANYONE, Relation.OWN),
        actor(Role.SUPERIOR),
        actor(Role.PA),
        actor(Role.L1),
        actor(Role.ECOMMS),
        actor(Role.ADMPA),
        actor(Role.AUDITOR),
    ),
)
