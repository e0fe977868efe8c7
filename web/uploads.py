"""Uploaded files: their validation, the private storage they are put in, and their download."""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO, TYPE_CHECKING
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import Storage, storages
from django.db.models.fields.files import FieldFile
from django.http import FileResponse
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MAX_BYTES = 10 * 1024 * 1024
MAX_NAME_LENGTH = 200
_OFFICE = "application/vnd.openxmlformats-officedocument"
_TEXT_DOCUMENT = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True, kw_only=True)
class PermittedTypes:
    extensions: tuple[str, ...]  # keys of FILE_TYPES
    error: "StrOrPromise"


def media_type(upload: "File[bytes]", permitted: PermittedTypes) -> str:
    """The media type of a permitted file, by its extension and content; ValidationError for any other."""
    name = upload.name or ""
    # The size first: the other checks read the content.
    if upload.size > MAX_BYTES:
        size = filesizeformat(MAX_BYTES)
        raise ValidationError(_("The file is too large: at most %(size)s."), params={"size": size})
    if len(name) > MAX_NAME_LENGTH:
        raise ValidationError(_("The name of the file is too long."))
    if extension(name) not in permitted.extensions:
        raise ValidationError(permitted.error)
    content_type, has_type = FILE_TYPES[extension(name)]
    # The Content-Type header of the upload is not looked at: the browser takes it from the name too.
    upload.seek(0)
    matches = upload.file is not None and has_type(upload.file)
    upload.seek(0)
    if not matches:
        raise ValidationError(_("What is in the file is not what its name says."))
    return content_type


def storage_name(name: str) -> str:
    """A random name with the extension: what people call a file may disclose what it is about."""
    return f"{uuid4().hex}{extension(name)}"


def extension(name: str) -> str:
    return PurePath(name).suffix.lower()


def private_storage() -> Storage:
    """Files that no URL leads to: a view serves them to whoever may see their row."""
    return storages["private"]


def download_response(
    file: FieldFile, name: str, *, content_type: str | None = None
) -> FileResponse:
    """The stored file under the name it was uploaded with; by default of the type that its name says."""
    # Downloaded and never shown: an uploaded file must not run as a page of this site. Its name came with the
    # upload: a path in it must not reach the response.
    response = FileResponse(
        file.open(), as_attachment=True, filename=PurePath(name).name, content_type=content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _starts_with(signature: bytes) -> Callable[[IO[bytes]], bool]:
    return lambda file: file.read(len(signature)) == signature


def _office_document(folder: str) -> Callable[[IO[bytes]], bool]:
    """A check for an Office document of the kind that has this folder, without macros."""

    def has_type(file: IO[bytes]) -> bool:
        # Only the directory of the archive: nothing is unpacked, so a zip bomb does no harm.
        names = _archive_names(file)
        has_macros = any(name.lower().endswith("vbaproject.bin") for name in names)
        has_folder = any(name.startswith(f"{folder}/") for name in names)
        return "[Content_Types].xml" in names and has_folder and not has_macros

    return has_type


def _open_document(file: IO[bytes]) -> bool:
    if "mimetype" not in _archive_names(file):
        return False
    file.seek(0)
    with zipfile.ZipFile(file) as archive, archive.open("mimetype") as entry:
        # One byte more than the type shows a longer one; no more is unpacked.
        return entry.read(len(_TEXT_DOCUMENT) + 1).decode("ascii", "replace") == _TEXT_DOCUMENT


def _archive_names(file: IO[bytes]) -> list[str]:
    """The names in a zip archive; none where it is not one."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return []


def _plain_text(file: IO[bytes]) -> bool:
    try:
        text = file.read().decode("utf-8")
    except UnicodeDecodeError:
        return False
    # Control characters are a sign of a binary format that happens to decode.
    return not any(ord(char) < 32 and char not in "\t\r\n\f" for char in text)


FILE_TYPES: dict[str, tuple[str, Callable[[IO[bytes]], bool]]] = {
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
DOCUMENT_TYPES = PermittedTypes(
    extensions=tuple(FILE_TYPES),
    error=_("Choose a PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT or CSV file."),
)
SCAN_TYPES = PermittedTypes(
    extensions=(".pdf", ".png", ".jpg", ".jpeg"), error=_("Choose a PDF, PNG or JPEG file.")
)
