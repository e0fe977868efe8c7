"""The requirements of `take_step` on a person, asked before the form of a step is shown."""

from functools import reduce
from operator import or_

from django.db.models import QuerySet

from access.models import Organization, Person
from access.policy import can_take_step, organizations_for
from access.resolver import access_for
from directive.lifecycles.grammar import Lifecycle
from workflow.exceptions import InvalidTransition, StepNotPermitted
from workflow.models import WorkflowModel


def require_step(row: WorkflowModel, name: str, *, by: Person) -> None:
    """For the form of a step on a row that `by` may view. Raises StepNotPermitted or InvalidTransition."""
    step = row.lifecycle.step(name)
    if can_take_step(access_for(by), step, row) is None:
        has_state = step.is_initial or row.state in step.from_states
        raise (StepNotPermitted if has_state else InvalidTransition)(name)


def require_initial_step(lifecycle: Lifecycle, *names: str, by: Person) -> QuerySet[Organization]:
    """The organizations in which `by` may take one of these steps. StepNotPermitted where there is none."""
    access = access_for(by)
    organizations = [organizations_for(access, lifecycle.step(name)) for name in names]
    either = reduce(or_, organizations)
    if not either.exists():
        raise StepNotPermitted(names[0])
    return either
