"""Models whose state follows a lifecycle, and the reference data of due dates."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import RETURN_VALUE, FSMField, transition

from access.models import Person
from audit.snapshots import snapshot
from directive.lifecycles.grammar import Lifecycle, Relation, Step


def method_name(step: Step) -> str:
    return f"to_{step.name}"


def add_transitions(model: type, lifecycle: Lifecycle) -> None:
    """Give the model a transition method `to_<step>(target)` for each row that moves the state."""
    for step in lifecycle.steps:
        if step.to_states:
            setattr(model, method_name(step), _transition_method(step))


def _transition_method(step: Step) -> Callable[..., Any]:
    def move(self: Any, target: str) -> str:
        return target

    move.__name__ = move.__qualname__ = method_name(step)
    return transition(
        field="state", source=list(step.from_states), target=RETURN_VALUE(*step.to_states)
    )(move)


_workflow_models: dict[str, type["WorkflowModel"]] = {}


def workflow_models() -> dict[str, type["WorkflowModel"]]:
    """By the name of their lifecycle; complete once all apps are loaded."""
    return dict(_workflow_models)


class WorkflowModel(models.Model):
    """A model whose state follows a table of `directive/`; its FSM methods are made from the rows."""

    lifecycle: ClassVar[Lifecycle]
    relations: ClassVar[Mapping[Relation, tuple[str, ...]]] = {}
    facts_builder: ClassVar[
        Callable[[Any], object]
    ]  # set as the app is ready, where facts span models
    account_column: ClassVar[str] = ""  # what a delegation for one account is held against
    step_reason = ""  # the reason given with the step under way
    notified: Sequence[Person] = ()  # who hears of the step just taken

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = FSMField(_("state"), default="", protected=True, editable=False)
    state_changed_at = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(null=True, editable=False)  # target of the step it waits for
    elapsed_days = models.JSONField(default=dict, editable=False)  # working days, by awaited step
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "lifecycle" in cls.__dict__:
            add_transitions(cls, cls.lifecycle)
            _workflow_models[cls.lifecycle.name] = cls

    def facts(self) -> Any:
        """The frozen facts that its guards read, built from the rows around it too."""
        return type(self).facts_builder(self)

    def audited(self) -> dict[str, Any]:
        """What the audit log compares; a model adds what lives in related tables."""
        return snapshot(self)

    @property
    def labels(self) -> tuple[str, str]:
        """How a letter names it, in English and in French."""
        return str(self), str(self)

    @property
    def public_labels(self) -> tuple[str, str]:
        """How the subject of a mail names it: it may be read by others, so no person is named."""
        return self.labels

    @property
    def state_label(self) -> str:
        return gettext(self.lifecycle.state(self.state).label)


class Target(models.Model):
    """How many working days a step should take, where an administrator has set another number."""

    lifecycle = models.CharField(_("lifecycle"), max_length=40)
    step = models.CharField(_("step"), max_length=40)
    days = models.PositiveSmallIntegerField(_("working days"))

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [models.UniqueConstraint(fields=["lifecycle", "step"], name="target_once")]

    def __str__(self) -> str:
        return f"{self.lifecycle}.{self.step}: {self.days}"


class Holiday(models.Model):
    """A correction of the computed federal holidays: a day added, or one that is worked."""

    day = models.DateField(_("day"), unique=True)
    name_en = models.CharField(_("name in English"), max_length=100)
    name_fr = models.CharField(_("name in French"), max_length=100)
    worked = models.BooleanField(_("a working day after all"), default=False)

    class Meta:
        verbose_name = _("holiday")
        verbose_name_plural = _("holidays")
        ordering = ["day"]

    def __str__(self) -> str:
        return self.day.isoformat()
