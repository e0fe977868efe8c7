"""The lifecycle of a privacy impact assessment (§ 4.8, 4.9, 6.1)."""

from directive.guards.assessment import assessed, reason_given, review_passed, review_set
from directive.lifecycles.grammar import START, Lifecycle, State, Step, actor
from directive.roles import Role
from directive.translation import gettext_noop as _

ASSESSMENT = Lifecycle(
    name="assessment",
    title=_("Privacy impact assessment"),
    states=(
        State(name="draft", label=_("Draft"), next_step="send"),
        State(
            name="with_daip",
            label=_("With the Director Access to Information and Privacy"),
            next_step="bring_into_force",
        ),
        State(name="returned", label=_("Returned"), next_step="send"),
        State(name="in_force", label=_("In force"), live=True),
        State(name="superseded", label=_("Superseded"), final=True),
        State(name="expired", label=_("Expired"), final=True),
    ),
    steps=(
        Step(
            name="draft",
            label=_("Start an assessment"),
            history_label=_("Draft started"),
            from_states=(START,),
            to_states=("draft",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.9",),
        ),
        Step(
            name="edit",
            label=_("Edit the assessment"),
            history_label=_("Edited"),
            from_states=("draft", "returned"),
            to_states=(),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.8", "4.9"),
        ),
        Step(
            name="send",
            label=_("Send for approval"),
            history_label=_("Sent for approval"),
            from_states=("draft", "returned"),
            to_states=("with_daip",),
            actors=(actor(Role.ECOMMS),),
            paragraphs=("4.8",),
            guards=(assessed,),
        ),
        Step(
            name="return",
            label=_("Return"),
            history_label=_("Returned"),
            from_states=("with_daip",),
            to_states=("returned",),
            actors=(actor(Role.DAIP),),
            paragraphs=("6.1",),
            input_guards=(reason_given,),
            notify=(Role.ECOMMS,),
        ),
        Step(
            name="bring_into_force",
            label=_("Approve and bring into force"),
            history_label=_("Brought into force"),
            from_states=("with_daip",),
            to_states=("in_force",),
            actors=(
                actor(Role.DAIP),
            ),  # § 6.1: approves as delegate under section 10 of the Privacy Act
            paragraphs=("6.1",),
            input_guards=(review_set,),
            notify=(Role.ECOMMS,),
        ),
        Step(
            name="supersede",
            label=_("Supersede"),
            history_label=_("Superseded by a newer assessment"),
            from_states=("in_force",),
            to_states=("superseded",),
            actors=(),  # one assessment in force for each platform and use
            paragraphs=("4.8",),
            nested_in=("assessment.bring_into_force",),
        ),
        Step(
            name="expire",
            label=_("Expire"),
            history_label=_("Expired: the review date has passed"),
            from_states=("in_force",),
            to_states=("expired",),
            actors=(),
            paragraphs=("4.9",),
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
