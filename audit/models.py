from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from web.constraints import all_or_none, none_empty


class AuditedModel(models.Model):
    """A model without a lifecycle whose changes are logged (`access.change_log`)."""

    object_type: ClassVar[str]
    unaudited_fields: ClassVar[tuple[str, ...]] = ()  # columns that are left out of the log

    class Meta:
        abstract = True

    @property
    def audit_label(self) -> str:
        """Its name in the log, which does not depend on the language of who changed it."""
        return str(self)


class AuditEvent(models.Model):
    """One change: who, acting for whom, what, values before and after, reason, and the paragraph applied.

    Append-only: triggers refuse UPDATE, DELETE and TRUNCATE, and set `seq`, `previous` and `hash` at INSERT
    (`audit/chain.py`).
    """

    id = models.UUIDField(primary_key=True, editable=False)
    seq = models.BigIntegerField(unique=True, editable=False)  # set by the trigger, without gaps
    created_at = models.DateTimeField(db_index=True)
    # Keys and names, no foreign keys: an event must outlive what it describes, as it was called then.
    actor = models.UUIDField(null=True)
    actor_name = models.CharField(max_length=200, blank=True)
    acting_role = models.CharField(max_length=200, blank=True)  # "l1 rcn": role, organization code
    acting_for = models.UUIDField(null=True)
    acting_for_name = models.CharField(max_length=200, blank=True)
    action = models.CharField(max_length=80)  # "request.approve": object type and step
    object_type = models.CharField(max_length=40)
    object_id = models.CharField(max_length=60)
    object_label = models.CharField(max_length=300, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(blank=True)
    paragraph = models.CharField(max_length=40, blank=True)
    request_id = models.CharField(max_length=80, blank=True)
    previous = models.BinaryField(editable=False)
    hash = models.BinaryField(editable=False)

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["seq"]
        indexes = [models.Index("object_type", "object_id", "seq", name="audit_event_object")]
        constraints = [
            none_empty("action", "object_type", "object_id", name="audit_event_about_something"),
            all_or_none("actor", texts=["actor_name"], name="audit_event_actor_named"),
            all_or_none("acting_for", texts=["acting_for_name"], name="audit_event_holder_named"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.action}"
