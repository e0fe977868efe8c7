"""The base of models whose state follows a lifecycle, and the reference data of due dates."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from access.models import Organization, Person
from audit.snapshots import snapshot
from directive.lifecycles.grammar import Lifecycle, Relation, Step
from web.constraints import none_empty
from web.text.names import NameField


def method_name(step: Step) -> str:
    return f"to_{step.name}"


def add_transitions(model: type, lifecycle: Lifecycle) -> None:
    """Give the model an FSM method `to_<step>(target)` for each step that changes the state."""
    for step in lifecycle.steps:
        if step.to_states:
            setattr(model, method_name(step), _transition_method(step))


def _transition_method(step: Step) -> Callable[..., Any]:
    def to_target(self: Any, target: str) -> str:
        return target

    to_target.__name__ = to_target.__qualname__ = method_name(step)
    # RETURN_VALUE, as a step may have several targets; no `permission=`: django-fsm does not enforce it on call.
    method: Callable[..., Any] = transition(
        field="state", source=list(step.from_states), target=RETURN_VALUE(*step.to_states)
    )(to_target)
    return method


_workflow_models: dict[str, type["WorkflowModel"]] = {}


def workflow_models() -> dict[str, type["WorkflowModel"]]:
    """All models with a lifecycle, by its name; complete once all apps are loaded."""
    return dict(_workflow_models)


@dataclass(frozen=True, kw_only=True, slots=True)
class StepInput:
    """What is given with a step and no column keeps: facts for its guards."""

    reason: str = ""
    people: Sequence[Person] = ()  # named with the step

    @property
    def has_reason(self) -> bool:
        return bool(self.reason.strip())


NO_INPUT = StepInput()
Row = TypeVar("Row", bound="WorkflowModel")


class WorkflowModel(models.Model):
    """A model whose state follows a lifecycle of `directive/`; its FSM methods are made from the step table.

    A subclass sets `lifecycle` and `relations`, and has an `organization`. Its state is changed by
    `workflow.steps.take_step` alone.
    """

    lifecycle: ClassVar[Lifecycle]
    relations: ClassVar[Mapping[Relation, tuple[str, ...]]] = {}
    # Assigned in `AppConfig.ready` where the facts need models that import this one.
    facts_builder: ClassVar[Callable[[Any, StepInput], object]]
    account_column: ClassVar[str] = ""  # see `access.policy.PolicyObject`
    organization: "models.ForeignKey[Organization, Organization]"
    # What policy, guards and audit events read besides the row: `with_related` reads it along.
    related: ClassVar[tuple[str, ...]] = ("organization",)
    prefetched: ClassVar[tuple[str, ...]] = ()

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Protected: an assignment raises. `queryset.update` does not: there the trigger of `triggers.py` refuses.
    state = FSMField(_("state"), default="", protected=True, editable=False)
    state_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(null=True, editable=False)  # of the awaited step
    elapsed_days = models.JSONField(default=dict, editable=False)  # working days, by awaited step
    # Counted up at each step: the optimistic lock of forms (`take_step(version=...)`).
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # Only where the class itself has one: an abstract base in between must not be registered.
        if "lifecycle" in cls.__dict__:
            add_transitions(cls, cls.lifecycle)
            _workflow_models[cls.lifecycle.name] = cls

    def get_absolute_url(self) -> str:
        raise NotImplementedError

    def facts(self, given: StepInput = NO_INPUT) -> Any:
        """The frozen facts that the guards take; each is gathered when a guard first reads it."""
        return type(self).facts_builder(self, given)

    def audited(self) -> dict[str, Any]:
        """The values that an audit event compares; a model adds those of related tables."""
        return snapshot(self)

    @property
    def labels(self) -> tuple[str, str]:
        """Its name in e-mails, in English and in French."""
        return str(self), str(self)

    @property
    def public_labels(self) -> tuple[str, str]:
        """Its name in the subject of an e-mail, which others may see: without the name of a person."""
        return self.labels

    @property
    def state_label(self) -> str:
        return gettext(self.lifecycle.state(self.state).label)


def with_related(rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """The rows with all that policy, guards and audit events read of other tables."""
    return rows.select_related(*rows.model.related).prefetch_related(*rows.model.prefetched)


class Target(models.Model):
    """The working days of a step, where an administrator has set another number than the step table."""

    lifecycle = models.CharField(_("lifecycle"), max_length=40)
    step = models.CharField(_("step"), max_length=40)
    days = models.PositiveSmallIntegerField(_("working days"))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(fields=["lifecycle", "step"], name="target_once"),
            none_empty("lifecycle", "step", name="target_of_step"),
            models.CheckConstraint(condition=models.Q(days__gte=1), name="target_of_days"),
        ]

    def __str__(self) -> str:
        return f"{self.lifecycle}.{self.step}: {self.days}"


class Holiday(models.Model):
    """A correction of the computed federal holidays: a day added, or one that is a working day."""

    day = models.DateField(_("day"), unique=True)
    name_en = NameField(_("name in English"), max_length=100)
    name_fr = NameField(_("name in French"), max_length=100)
    worked = models.BooleanField(_("a working day after all"), default=False)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]
        constraints = [none_empty("name_en", "name_fr", name="holiday_in_both_languages")]

    def __str__(self) -> str:
        return self.day.isoformat()
