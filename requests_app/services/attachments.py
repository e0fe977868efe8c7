"""Attachments of a request: private, and marked as removed instead of deleted."""

import hashlib
from uuid import UUID

from django.core.files import File
from django.utils import timezone

from access.models import Person
from requests_app.models import AccountRequest, Attachment
from web.uploads import DOCUMENT_TYPES, media_type, storage_name
from workflow.steps import StepResult, take_step


def attach(
    request: AccountRequest, *, by: Person, file: "File[bytes]", version: int | None = None
) -> StepResult[AccountRequest]:
    # From the bytes, not from the name or the header. Raises ValidationError for any other type.
    kind, name = media_type(file, DOCUMENT_TYPES), file.name or ""

    def write(request: AccountRequest) -> None:
        attachment = Attachment(
            request=request,
            name=name,
            media_type=kind,
            size=file.size,
            sha256=_digest_file(file),
            by=by,
        )
        attachment.file.save(storage_name(name), file)
        request.refresh_from_db(fields=["attachments"])

    return take_step(request, "edit", by=by, version=version, write=write)


def remove(
    request: AccountRequest, *, by: Person, attachment: UUID, version: int | None = None
) -> StepResult[AccountRequest]:
    def write(request: AccountRequest) -> None:
        row = request.attachments.get(pk=attachment, removed_at__isnull=True)
        row.removed_at = timezone.now()
        row.save(update_fields=["removed_at"])
        request.refresh_from_db(fields=["attachments"])

    return take_step(request, "edit", by=by, version=version, write=write)


def _digest_file(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)  # it is stored after this
    return digest.hexdigest()
