"""The tasks and permissions of a role, read from the step tables, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Actor, Lifecycle, Relation, Step
from directive.role_permissions import ROLE_PERMISSIONS
from directive.roles import Role
from workflow.models import Target

Targets = Mapping[tuple[str, str], int]  # working days by lifecycle and step

_RELATION_LABELS = {
    Relation.OWN: _("only on what is yours"),
    Relation.NOT_OWN: _("never on what is yours"),
    Relation.ASSIGNED: _("only on what is assigned to you"),
    Relation.NOT_RECOMMENDER: _("not on what you recommended"),
    Relation.ASKED: _("only where you asked for the closure"),
    Relation.DIRECTED: _("only where ADM(PA) directed the closure"),
    Relation.RECEIVING: _("for the organization that receives the account"),
}


@dataclass(frozen=True, slots=True)
class Task:
    label: str
    when: str
    condition: str
    days: int | None
    paragraphs: tuple[str, ...]


def tasks(role: Role, targets: Targets) -> list[tuple[str, list[Task]]]:
    """(title of the lifecycle, tasks of the role in it), without lifecycles in which it takes no step."""
    sections = [(gettext(table.title), list(_tasks(role, table, targets))) for table in _tables()]
    return [(title, rows) for title, rows in sections if rows]


def role_permissions(role: Role) -> list[tuple[str, tuple[str, ...]]]:
    """(label, paragraphs) of the permissions outside the lifecycles."""
    return [
        (gettext(permission.label), permission.paragraphs)
        for permission in ROLE_PERMISSIONS
        if role in permission.roles or Role.ANYONE in permission.roles
    ]


def sees(role: Role) -> list[str]:
    """Titles of the lifecycles of which the role may view rows."""
    return [
        gettext(table.title)
        for table in _tables()
        if role in {viewer.role for viewer in table.viewers}
    ]


def targets() -> Targets:
    """The targets in force: those of administrators before those of the step tables."""
    defaults = {
        (table.name, step.name): step.target_days
        for table in _tables()
        for step in table.steps
        if step.target_days
    }
    # One query, where `workflow.due_dates.target_days` would be one for each step.
    rows = Target.objects.values_list("lifecycle", "step", "days")
    return defaults | {(lifecycle, step): days for lifecycle, step, days in rows}


def _tables() -> list[Lifecycle]:
    return list(LIFECYCLES.values())


def _tasks(role: Role, table: Lifecycle, targets: Targets) -> Iterator[Task]:
    for step in table.steps:
        actors = [actor for actor in step.actors if actor.role == role]
        if actors:
            relations = [relation for actor in actors for relation in sorted(actor.relations)]
            yield Task(
                label=gettext(step.label),
                when=_when(table, step, actors),
                condition=", ".join(
                    gettext(_RELATION_LABELS[one]) for one in dict.fromkeys(relations)
                ),
                days=targets.get((table.name, step.name)),
                paragraphs=step.paragraphs,
            )


def _when(table: Lifecycle, step: Step, actors: list[Actor]) -> str:
    if step.is_initial:
        return gettext("At the start")
    names = {state for actor in actors for state in actor.states or step.from_states}
    states = [state for state in table.states if state.name in names]
    # A list of all the open states would say less than one word.
    if len(states) == len(table.open_states):
        return gettext("Any, until it ends")
    return ", ".join(gettext(state.label) for state in states)
