"""The files of a request: private, and never deleted. A removal is a mark."""

import hashlib
from uuid import UUID

from django.core.files import File
from django.utils import timezone

from access.models import Person
from requests_app.files import kept_as, media_type
from requests_app.models import Attachment, Request
from workflow.steps import take_step


def attach(request: Request, *, by: Person, file: File, version: int | None = None) -> Request:
    kind, name = media_type(file), file.name
    with take_step(request, "edit", by=by, version=version) as request:
        attachment = Attachment(
            request=request,
            name=name,
            media_type=kind,
            size=file.size,
            sha256=_fingerprint(file),
            by=by,
        )
        attachment.file.save(kept_as(name), file)
    return request


def remove(
    request: Request, *, by: Person, attachment: UUID, version: int | None = None
) -> Request:
    with take_step(request, "edit", by=by, version=version) as request:
        row = request.attachments.get(pk=attachment, removed_at__isnull=True)
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
    return request


def _fingerprint(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()
