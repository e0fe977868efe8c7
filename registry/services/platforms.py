"""Changes of the platforms, and the security advice on them (§ 3.3, 3.4, 6.1)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.change_log import log_change
from access.effective_roles import actor_fields
from access.models import Person
from access.policy import require_permission
from audit.events import audit_transaction, log_event
from audit.snapshots import snapshot
from registry.models import Platform, SecurityAdvice

ACTION_LABELS = {
    "platform.add": _("Platform added"),
    "platform.correct": _("Platform corrected"),
    "platform.advise": _("IT security advice given"),
}


def new(*, by: Person) -> Platform:
    """An unsaved platform for the form that adds one."""
    require_permission(by, "manage_platforms")
    return Platform()


def manageable(*, by: Person) -> QuerySet[Platform]:
    """Those that `by` may correct: all platforms, or PermissionDenied."""
    require_permission(by, "manage_platforms")
    return Platform.objects.all()


def advisable(*, by: Person) -> QuerySet[Platform]:
    """Those on which `by` may give security advice: all platforms, or PermissionDenied."""
    require_permission(by, "advise_on_security")
    return Platform.objects.all()


def add(platform: Platform, *, by: Person) -> Platform:
    require_permission(by, "manage_platforms")
    with audit_transaction():
        platform.save(force_insert=True)
        log_change("platform.add", platform, by=by, before={}, paragraph="3.3")
    return platform


def correct(platform: Platform, *, by: Person, reason: str) -> Platform:
    """Save a platform that was changed in memory; the log gets the stored values as before."""
    require_permission(by, "manage_platforms")
    with audit_transaction():
        before = snapshot(Platform.objects.select_for_update().get(pk=platform.pk))
        platform.save()
        log_change(
            "platform.correct", platform, by=by, before=before, reason=reason, paragraph="3.3"
        )
    return platform


def advise(platform: Platform, *, by: Person, conclusion: str, text: str) -> SecurityAdvice:
    require_permission(by, "advise_on_security")
    with audit_transaction():
        advice = SecurityAdvice.objects.create(
            platform=platform, conclusion=conclusion, text=text, by=by
        )
        log_event(
            "platform.advise",
            object_type="platform",
            object_id=platform.pk,
            object_label=platform.name_en,
            by=actor_fields(by),
            after={"conclusion": conclusion},
            reason=text,
            paragraph="6.1",
        )
    return advice
