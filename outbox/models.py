"""Notifications and their e-mails, written in the transaction of what they tell, and the worker's heartbeats."""

import uuid
from collections.abc import Set

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.effective_roles import UserAccess
from web.constraints import implies, none_empty


class Notification(models.Model):
    """What one person is told of one event; e-mail is one of the ways in which it is delivered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_type = models.CharField(max_length=60)  # see `outbox.event_types`
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    occurrence = models.CharField(max_length=60)  # the step's UUID, or a due date and its milestone
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notifications",
        db_index=False,
    )
    context = models.JSONField(default=dict)  # for the templates, in both languages
    created_at = models.DateTimeField(default=timezone.now)
    # Not columns. Read for a batch of notifications by `notifications.subjects` and `.relevance`.
    subject: models.Model | None
    access: UserAccess  # the recipient's
    due_now: Set[tuple[str, ...]]

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            # Its index also finds the notifications about an object: a run writes hundreds of thousands
            # of rows, and each further index would cost every one of them.
            models.UniqueConstraint(
                fields=["object_type", "object_id", "event_type", "occurrence", "recipient"],
                name="notification_once",
            ),
            none_empty("event_type", "object_type", "occurrence", name="notification_of_event"),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.object_id}"


class EmailDelivery(models.Model):
    """The e-mail of a notification on its way to the mail server: lock, attempts and outcome."""

    notification = models.OneToOneField(
        Notification, primary_key=True, on_delete=models.PROTECT, related_name="email"
    )
    next_attempt_at = models.DateTimeField(default=timezone.now)
    locked_until = models.DateTimeField(null=True)  # by the database's clock
    locked_by = models.IntegerField(null=True)  # the database process that serves the delivery
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)
    # Failed on purpose: it no longer concerns its recipient.
    suppressed = models.BooleanField(default=False, db_default=False)
    # Until its recipient's digest is written, which then carries it.
    deferred = models.BooleanField(default=False, db_default=False)
    digest = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="carried", db_index=False
    )

    class Meta:
        verbose_name = _("e-mail")
        verbose_name_plural = _("e-mails")
        # Partial, so that an e-mail that has left is in none of them.
        indexes = [
            models.Index(
                "next_attempt_at",
                name="email_waiting",
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(
                "next_attempt_at", name="email_deferred", condition=models.Q(deferred=True)
            ),
            models.Index(
                "digest", name="email_in_digest", condition=models.Q(digest__isnull=False)
            ),
            models.Index(
                "failed_at",
                "notification",
                name="email_failed",
                condition=models.Q(failed_at__isnull=False, suppressed=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(failed_at__isnull=True),
                name="email_not_sent_and_failed",
            ),
            models.CheckConstraint(
                condition=implies(Q(suppressed=True), Q(failed_at__isnull=False)),
                name="email_suppressed_has_failed",
            ),
            models.CheckConstraint(
                condition=Q(deferred=False) | Q(digest__isnull=True),
                name="email_not_deferred_in_digest",
            ),
            models.CheckConstraint(
                condition=~Q(digest=F("notification")), name="email_not_in_itself"
            ),
            models.CheckConstraint(
                condition=implies(Q(locked_until__isnull=False), Q(locked_by__isnull=False)),
                name="email_locked_by_process",
            ),
        ]

    def __str__(self) -> str:
        return str(self.notification_id)


class Heartbeat(models.Model):
    """When the worker last ran a task, for pages that may not ask the broker."""

    task = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat of the worker")
        verbose_name_plural = _("heartbeats of the worker")

    def __str__(self) -> str:
        return f"{self.task} {self.seen_at}"
