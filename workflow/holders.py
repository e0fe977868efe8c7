"""Who holds a record: who is to act on it next, by which step and by when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from access.policy import FORBIDDEN_RELATIONS, audience
from directive.lifecycles.grammar import Actor, Step
from directive.roles import ROLES_BY_NAME
from workflow.due_dates import days_left
from workflow.models import WorkflowModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    who: str  # empty where nobody can take the step
    next: str
    due_on: date | None
    days_left: int | None


def names_of_actors(row: WorkflowModel, step: Step) -> str:
    return ", ".join(person.name for person in audience(step.actors, row))


def titles_of_actors(row: WorkflowModel, step: Step) -> str:
    """The person where the step is theirs alone, else the title of each role."""
    return ", ".join(dict.fromkeys(_title(row, actor) for actor in step.actors))


def holder_of(
    row: WorkflowModel,
    step: Step | None,
    *,
    who: Callable[[WorkflowModel, Step], str] = names_of_actors,
    due_on: date | None = None,
) -> Holder | None:
    """None where no step is awaited. `due_on` is the target of the row where none is given."""
    if step is None:
        return None
    due_on = due_on or row.due_on
    return Holder(
        who=who(row, step), next=_(step.label), due_on=due_on, days_left=days_left(due_on)
    )


def _title(row: WorkflowModel, actor: Actor) -> str:
    # Not those whom a relation excludes: they are named on the row, and are no actors.
    for relation in sorted(actor.relations - FORBIDDEN_RELATIONS.keys()):
        for column in row.relations.get(relation, ()):
            if not row._meta.get_field(column).many_to_many and (person := getattr(row, column)):
                return str(person.name)
    return _(ROLES_BY_NAME[actor.role].title)
