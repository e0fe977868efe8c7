"""Who holds a record: who is to act on it, and by when."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from access.policy import FORBIDDEN_RELATIONS, audience
from directive.lifecycles.grammar import Actor, Step
from directive.roles import ROLES_BY_NAME
from workflow.due_dates import days_left
from workflow.models import WorkflowModel


def holder_of(
    row: WorkflowModel, step: Step | None, *, who: str | None = None, due_on: date | None = None
) -> dict[str, Any] | None:
    """What ui/holder.html shows of the awaited step; None while the record waits for nothing.

    `who` is the names of all who may take the step, and `due_on` the target of the row, unless given.
    """
    if step is None:
        return None
    if who is None:
        who = ", ".join(person.name for person in audience(step.actors, row))
    due_on = due_on or row.due_on
    return {"who": who, "next": _(step.label), "due_on": due_on, "days_left": days_left(due_on)}


def actor_names(row: WorkflowModel, step: Step | None) -> str:
    """Who should act: the person where the step is theirs alone, else the titles of the roles."""
    names = [_actor_name(row, actor) for actor in step.actors] if step else []
    return ", ".join(dict.fromkeys(names))


def _actor_name(row: WorkflowModel, actor: Actor) -> str:
    # Not those whom a relation excludes: they are named on the row, and are no actors.
    for relation in sorted(actor.relations - FORBIDDEN_RELATIONS.keys()):
        for column in row.relations.get(relation, ()):
            if not row._meta.get_field(column).many_to_many and (person := getattr(row, column)):
                return str(person.name)
    return _(ROLES_BY_NAME[actor.role].title)
