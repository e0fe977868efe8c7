"""Attachments of a request, served to whoever may see the request."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from access.http import AuthenticatedHttpRequest
from access.policy import visible_to
from access.resolver import access_for
from requests_app.models import AccountRequest, Attachment
from requests_app.services import attachments
from web.uploads import download_response


@require_GET
def attachment(request: AuthenticatedHttpRequest, pk: UUID, attachment: UUID) -> FileResponse:
    row = _get_attachment(request, pk, attachment)
    return download_response(row.file, row.name, content_type=row.media_type)


@require_POST
def attachment_remove(
    request: AuthenticatedHttpRequest, pk: UUID, attachment: UUID
) -> HttpResponse:
    row = _get_attachment(request, pk, attachment)
    attachments.remove(row.request, by=request.user, attachment=row.pk)
    messages.success(request, _("The file is removed."))
    return redirect("request_page", pk, "attachments")


def _get_attachment(request: AuthenticatedHttpRequest, pk: UUID, attachment: UUID) -> Attachment:
    rows = visible_to(access_for(request.user), AccountRequest).filter(pk=pk)
    present = Attachment.objects.filter(request__in=rows, removed_at__isnull=True)
    return get_object_or_404(present.select_related("request"), pk=attachment)
