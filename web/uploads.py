"""What may be attached: the size is judged first, and the content must agree with the name."""

import zipfile
from collections.abc import Callable
from pathlib import PurePath
from typing import BinaryIO
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME_LENGTH = 200
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TEXT_DOCUMENT = "application/vnd.oasis.opendocument.text"


def media_type(upload: File) -> str:
    """The type of a file that may be kept; ValidationError says why another may not."""
    if upload.size > MAX_BYTES:
        size = filesizeformat(MAX_BYTES)
        raise ValidationError(_("The file is too large: at most %(size)s."), params={"size": size})
    if len(upload.name) > MAX_NAME_LENGTH:
        raise ValidationError(_("The name of the file is too long."))
    found = FILE_TYPES.get(extension(upload.name))
    if found is None:
        raise ValidationError(_("Choose a PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT or CSV file."))
    kind, holds = found
    upload.seek(0)
    agrees = holds(upload.file)
    upload.seek(0)
    if not agrees:
        raise ValidationError(_("What is in the file is not what its name says."))
    return kind


def storage_name(name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"{uuid4().hex}{extension(name)}"


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def _starts_with(signature: bytes) -> Callable[[BinaryIO], bool]:
    return lambda file: file.read(len(signature)) == signature


def _office_document(folder: str) -> Callable[[BinaryIO], bool]:
    """A document without macros; only its table of contents is read."""

    def holds(file: BinaryIO) -> bool:
        names = _names(file)
        macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        parts = any(name.startswith(f"{folder}/") for name in names)
        return "[Content_Types].xml" in names and parts and not macros

    return holds


def _open_document(file: BinaryIO) -> bool:
    if "mimetype" not in _names(file):
        return False
    file.seek(0)
    with zipfile.ZipFile(file) as archive, archive.open("mimetype") as entry:
        return entry.read(len(_TEXT_DOCUMENT) + 1).decode("ascii", "replace") == _TEXT_DOCUMENT


def _names(file: BinaryIO) -> list[str]:
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return []


def _plain_text(file: BinaryIO) -> bool:
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(sign) < 32 and sign not in "\t\r\n\f" for sign in text)


FILE_TYPES: dict[str, tuple[str, Callable[[BinaryIO], bool]]] = {
    ".pdf": ("application/pdf", _starts_with(b"%PDF-")),
    ".png": ("image/png", _starts_with(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _starts_with(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _starts_with(b"\xff\xd8\xff")),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", _office_document("word")),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _office_document("xl")),
    ".odt": (_TEXT_DOCUMENT, _open_document),
    ".txt": ("text/plain", _plain_text),
    ".csv": ("text/csv", _plain_text),
}
