"""Validation of uploaded files: size, name, type, and whether the content is of that type."""

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
    """The media type of a permitted file, by its extension and content; ValidationError for any other."""
    # The size first: the other checks read the content.
    if upload.size > MAX_BYTES:
        size = filesizeformat(MAX_BYTES)
        raise ValidationError(_("The file is too large: at most %(size)s."), params={"size": size})
    if len(upload.name) > MAX_NAME_LENGTH:
        raise ValidationError(_("The name of the file is too long."))
    file_type = FILE_TYPES.get(extension(upload.name))
    if file_type is None:
        raise ValidationError(_("Choose a PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT or CSV file."))
    content_type, has_type = file_type
    # The Content-Type header of the upload is not looked at: the browser takes it from the name too.
    upload.seek(0)
    matches = has_type(upload.file)
    upload.seek(0)
    if not matches:
        raise ValidationError(_("What is in the file is not what its name says."))
    return content_type


def storage_name(name: str) -> str:
    """A random name with the extension: what people call a file may disclose what it is about."""
    return f"{uuid4().hex}{extension(name)}"


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def _starts_with(signature: bytes) -> Callable[[BinaryIO], bool]:
    return lambda file: file.read(len(signature)) == signature


def _office_document(folder: str) -> Callable[[BinaryIO], bool]:
    """A check for an Office document of the kind that has this folder, without macros."""

    def has_type(file: BinaryIO) -> bool:
        # Only the directory of the archive: nothing is unpacked, so a zip bomb does no harm.
        names = _archive_names(file)
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        has_folder = any(name.startswith(f"{folder}/") for name in names)
        return "[Content_Types].xml" in names and has_folder and not has_macros

    return has_type


def _open_document(file: BinaryIO) -> bool:
    if "mimetype" not in _archive_names(file):
        return False
    file.seek(0)
    with zipfile.ZipFile(file) as archive, archive.open("mimetype") as entry:
        # One byte more than the type shows a longer one; no more is unpacked.
        return entry.read(len(_TEXT_DOCUMENT) + 1).decode("ascii", "replace") == _TEXT_DOCUMENT


def _archive_names(file: BinaryIO) -> list[str]:
    """The names in a zip archive; none where it is not one."""
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
    # Control characters are a sign of a binary format that happens to decode.
    return not any(ord(char) < 32 and char not in "\t\r\n\f" for char in text)


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
