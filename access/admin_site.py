"""Django admin for reference data alone: what the workflow moves is never editable there."""

from typing import Any, cast

from django.contrib.admin import AdminSite, ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from access.effective_roles import actor_fields
from access.models import Person
from access.policy import has_permission
from access.resolver import access_for
from audit.events import audit_transaction, log_event
from audit.history import history, timeline
from audit.snapshots import changes, snapshot


class ReferenceSite(AdminSite):
    site_header = site_title = _("Reference data")
    index_title = _("What an administrator keeps")

    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and has_permission(
            access_for(request.user), "manage_reference_data"
        )


class ReferenceAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Added and changed, never deleted; every save leaves an audit event, shown as the history."""

    object_history_template = "access/reference_history.html"

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        with audit_transaction():
            kept = type(obj)._base_manager.filter(pk=obj.pk).first() if change else None
            super().save_model(request, obj, form, change)
            was, now = changes(snapshot(kept) if kept else {}, snapshot(obj))
            kind = obj._meta.model_name
            log_event(
                f"{kind}.{'correct' if change else 'add'}",
                object_type=kind,
                object_id=obj.pk,
                object_label=str(obj),
                by=actor_fields(cast(Person, request.user)),
                before=was,
                after=now,
            )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        kind = self.model._meta.model_name
        events = history(str(kind), object_id).order_by("-seq")
        verbs = {f"{kind}.add": _("Added"), f"{kind}.correct": _("Corrected")}
        shown = {"events": timeline(events, self.model, verbs)}
        return super().history_view(request, object_id, shown | (extra_context or {}))

    def log_addition(self, *args: Any) -> None:  # type: ignore[override]
        """The audit log tells it already."""

    def log_change(self, *args: Any) -> None:  # type: ignore[override]
        """The audit log tells it already."""
