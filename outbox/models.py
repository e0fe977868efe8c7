"""Notifications and their e-mails, written in the transaction of what they tell, and the worker's heartbeats."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Notification(models.Model):
    """An outbox row: written in the transaction of what it tells, relayed to SMTP afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_type = models.CharField(max_length=60)  # "request.approve", "request.approve.next"
    object_type = models.CharField(max_length=40)
    object_id = models.UUIDField()
    occurrence = models.CharField(max_length=60)  # the step's UUID, or a due date and its milestone
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="notifications",
        db_index=False,
    )
    context = models.JSONField(default=dict)  # what the template says, in both languages
    created_at = models.DateTimeField(default=timezone.now)
    next_attempt_at = models.DateTimeField(
        default=timezone.now
    )  # not before; moved on after a failure
    locked_until = models.DateTimeField(null=True)  # a relay has it in hand, until then at most
    locked_by = models.IntegerField(null=True)  # the database's own process that serves this relay
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True)
    # given up because it no longer concerns its reader
    suppressed = models.BooleanField(default=False, db_default=False)
    # kept for a digest, as its reader chose, and then the letter that carries it
    deferred = models.BooleanField(default=False, db_default=False)
    digest = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="carried", db_index=False
    )

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "event_type", "occurrence", "recipient"],
                name="notification_once",
            )
        ]
        # Each costs every letter: `letter_once` also finds those of an object, and of the people and the
        # digests only the few letters are in an index that are ever looked for by them.
        indexes = [
            models.Index(
                "recipient", name="notification_deferred", condition=models.Q(deferred=True)
            ),
            models.Index(
                "digest", name="notification_in_digest", condition=models.Q(digest__isnull=False)
            ),
            models.Index(
                "next_attempt_at",
                name="notification_waiting",
                condition=models.Q(sent_at__isnull=True, failed_at__isnull=True),
            ),
            models.Index(
                "failed_at",
                "id",
                name="notification_failed",
                condition=models.Q(failed_at__isnull=False, suppressed=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_type} {self.object_id}"


class Heartbeat(models.Model):
    """When the worker last ran a task, for pages that may not ask the broker."""

    task = models.CharField(max_length=40, primary_key=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("heartbeat of the worker")
        verbose_name_plural = _("heartbeats of the worker")

    def __str__(self) -> str:
        return f"{self.task} {self.seen_at}"
