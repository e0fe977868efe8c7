"""What may be uploaded as evidence of training: the extension and the first bytes must agree."""

from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
NAME_LENGTH = 200
FIRST_BYTES = {
    ".pdf": b"%PDF-",
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
}


def check_evidence(upload: File) -> None:
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
    """A name that tells nothing and cannot be guessed."""
    return f"{uuid4().hex}{extension(name)}"


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def _begins_with(upload: File, expected: bytes) -> bool:
    upload.seek(0)
    begins = upload.read(len(expected)) == expected
    upload.seek(0)
    return begins
