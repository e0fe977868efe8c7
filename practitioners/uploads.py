"""Checks of an uploaded file of evidence: size, type, and name in storage."""

from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 200
# The extension chooses the type a browser will open it as, so the content must agree with it.
FIRST_BYTES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}


def check_evidence(upload: File) -> None:
    """Raises ValidationError."""
    if upload.size > MAX_BYTES:
        raise ValidationError(
            _("The file is too large: at most %(size)s."),
            params={"size": filesizeformat(MAX_BYTES)},
        )
    if len(upload.name) > NAME_LENGTH:
        raise ValidationError(_("The name of the file is too long."))
    expected = FIRST_BYTES.get(extension(upload.name))
    if expected is None:
        raise ValidationError(_("Choose a PDF, PNG or JPEG file."))
    if not _begins_with(upload, expected):
        raise ValidationError(_("What is in the file is not what its name says."))


def storage_name(name: str) -> str:
    """A random name with the extension of `name`."""
    return f"{uuid4().hex}{extension(name)}"


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def _begins_with(upload: File, expected: bytes) -> bool:
    upload.seek(0)
    matches = upload.read(len(expected)) == expected
    upload.seek(0)  # it is stored after this
    return matches
