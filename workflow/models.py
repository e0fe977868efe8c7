"""What follows a lifecycle, and the letters its steps leave for the people concerned."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import FSMField

from access.models import Person
from audit.snapshot import snapshot
from directive.lifecycle import Lifecycle, Tie
from workflow.transitions import bind


class Followed(models.Model):
    """A model whose state follows a table of `directive/`; its FSM methods are made from the rows."""

    lifecycle: ClassVar[Lifecycle]
    ties: ClassVar[Mapping[Tie, tuple[str, ...]]] = {}
    account_column: ClassVar[str] = ""  # what a delegation for one account is held against
    stated_reason = ""  # the reason given with the step under way
    told: Sequence[Person] = ()  # who hears of the step just taken

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    state = FSMField(_("state"), default="", protected=True, editable=False)
    state_since = models.DateTimeField(default=timezone.now, editable=False)
    due_on = models.DateField(null=True, editable=False)  # target of the step it waits for
    spent = models.JSONField(default=dict, editable=False)  # working days, by awaited step
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "lifecycle" in cls.__dict__:
            bind(cls, cls.lifecycle)

    def facts(self) -> object:
        """The frozen facts its guards look at."""
        raise NotImplementedError

    def audited(self) -> dict[str, Any]:
        """What the audit log compares; a model adds what lives in related tables."""
        return snapshot(self)

    @property
    def titles(self) -> tuple[str, str]:
        """How a letter names it, in English and in French."""
        return str(self), str(self)

    @property
    def headlines(self) -> tuple[str, str]:
        """How the subject of a mail names it: it may be read by others, so no person is named."""
        return self.titles

    @property
    def state_label(self) -> str:
        return gettext(self.lifecycle.state(self.state).label)

    @property
    def state_kind(self) -> str:
        """The tint of its tag: it has ended, its owner must act, it is on its way, or it stands."""
        state = self.lifecycle.state(self.state)
        if state.final:
            return ""
        if self.state in self.lifecycle.stopped:
            return "warning"
        return "info" if state.awaits else "success"


class Letter(models.Model):
    """An outbox row: written in the transaction of what it tells, relayed to SMTP afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)  # "request.approve", "request.approve.next"
    object_kind = models.CharField(max_length=40)
    object_id = models.UUIDField()
    occurrence = models.CharField(max_length=60)  # the step's UUID, or a due date and its rung
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="letters", db_index=False
    )
    facts = models.JSONField(default=dict)  # what the template says, in both languages
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)  # not before; moved on after a failure
    taken_until = models.DateTimeField(null=True)  # a relay has it in hand, until then at most
    taken_by = models.IntegerField(null=True)  # the database's own process that serves this relay
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=300, blank=True)
    given_up_at = models.DateTimeField(null=True)
    # given up because it no longer concerns its reader
    withheld = models.BooleanField(default=False, db_default=False)
    # kept for a digest, as its reader chose, and then the letter that carries it
    held = models.BooleanField(default=False, db_default=False)
    digest = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="carried", db_index=False
    )

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        constraints = [
            models.UniqueConstraint(
                fields=["object_kind", "object_id", "kind", "occurrence", "recipient"],
                name="letter_once",
            )
        ]
        # Each costs every letter: `letter_once` also finds those of an object, and of the people and the
        # digests only the few letters are in an index that are ever looked for by them.
        indexes = [
            models.Index("recipient", name="letter_held", condition=models.Q(held=True)),
            models.Index("digest", name="letter_carried", condition=models.Q(digest__isnull=False)),
            models.Index(
                "due_at",
                name="letter_waiting",
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
            ),
            models.Index(
                "given_up_at",
                "id",
                name="letter_given_up",
                condition=models.Q(given_up_at__isnull=False, withheld=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"


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
