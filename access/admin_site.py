"""Django admin for reference data; records that follow a lifecycle are never registered here."""

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

    # Django's asks for `is_staff`, which Person has not: a permission of a role decides.
    def has_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and has_permission(
            access_for(request.user), "manage_reference_data"
        )


class ReferenceAdmin(ModelAdmin):  # type: ignore[type-arg]
    """Rows are added and changed, never deleted; each save writes an audit event, shown as the history."""

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
            # The form has already written its values on `obj`: the values before are read from the database.
            saved = type(obj)._base_manager.filter(pk=obj.pk).first() if change else None
            super().save_model(request, obj, form, change)
            before, after = changes(snapshot(saved) if saved else {}, snapshot(obj))
            object_type = obj._meta.model_name
            log_event(
                f"{object_type}.{'correct' if change else 'add'}",
                object_type=object_type,
                object_id=obj.pk,
                object_label=str(obj),
                by=actor_fields(cast(Person, request.user)),
                before=before,
                after=after,
            )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        object_type = self.model._meta.model_name
        events = history(str(object_type), object_id).order_by("-seq")
        labels = {f"{object_type}.add": _("Added"), f"{object_type}.correct": _("Corrected")}
        context = {"events": timeline(events, self.model, labels)}
        return super().history_view(request, object_id, context | (extra_context or {}))

    # Django's own LogEntry would be a second history, outside the hash chain.
    def log_addition(self, *args: Any) -> None:  # type: ignore[override]
        pass

    def log_change(self, *args: Any) -> None:  # type: ignore[override]
        pass
