"""The lifecycle of a privacy impact assessment (§ 4.8, 4.9, 6.1)."""

from directive.guards.assessment import assessed, reason_given, review_passed, review_set
from directive.lifecycles.grammar import START, Lifecycle, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

ASSESSMENT = Lifecycle(
    name="assessment",
    title=_("Privacy impact assessment"),
    states=(
        State("draft", _("Draft"), next_step="send"),
        State(
            "with_daip",
            _("With the Director Access to Information and Privacy"),
            next_step="bring_into_force",
        ),
        State("returned", _("Returned"), next_step="send"),
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
            input_guards=(reason_given,),
            notify=(Role.ECOMMS,),
        ),
        Step(
            "bring_into_force",
            _("Approve and bring into force"),
            _("Brought into force"),
            ("with_daip",),
            ("in_force",),
            (actor(Role.DAIP),),  # § 6.1: approves as delegate under section 10 of the Privacy Act
            ("6.1",),
            input_guards=(review_set,),
            notify=(Role.ECOMMS,),
        ),
        Step(
            "supersede",
            _("Supersede"),
            _("Superseded by a newer assessment"),
            ("in_force",),
            ("superseded",),
            (),  # one assessment in force for each platform and use
            ("4.8",),
            nested_in=("assessment.bring_into_force",),
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
            notify=(Role.ECOMMS, Role.DAIP),
        ),
    ),
    viewers=(
        actor(Role.ECOMMS),
        actor(Role.DAIP),
        actor(Role.ADMPA),
        actor(Role.DIGITAL),
        actor(Role.AUDITOR),
    ),
)
