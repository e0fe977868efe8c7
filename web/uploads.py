"""Uploaded files: their validation, the private storage they are put in, and their download."""

import codecs
import struct
import zipfile
import zlib
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

    # Of the content from its beginning: why it is refused and what to do, or None.
    ContentCheck = Callable[[IO[bytes]], StrOrPromise | None]

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
        raise ValidationError(
            _("The file is too large: at most %(size)s. Make it smaller, or divide it."),
            params={"size": size},
        )
    if len(name) > MAX_NAME_LENGTH:
        raise ValidationError(
            _("The name of the file is too long: at most %(count)s characters. Rename it."),
            params={"count": MAX_NAME_LENGTH},
        )
    if extension(name) not in permitted.extensions:
        raise ValidationError(permitted.error)
    content_type, content_error = FILE_TYPES[extension(name)]
    # The Content-Type header of the upload is not looked at: the browser takes it from the name too.
    upload.seek(0)
    error = _WRONG_CONTENT if upload.file is None else content_error(upload.file)
    upload.seek(0)
    if error:
        raise ValidationError(error)
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


_WRONG_CONTENT = _(
    "What is in the file is not what its name says. Open it in the program that made it, and save it again "
    "in the format of its name."
)
_MACROS = _("The document has macros. Save it without them, as DOCX or XLSX, and choose that file.")
_NOT_TEXT = _(
    "What is in the file is not what its name says: it has signs that are no text. Save it as text, with "
    "the encoding UTF-8, and choose that file."
)
# The header of a PDF is looked for this far into it, as Acrobat does: scanners and mail put bytes before it.
_PDF_HEADER_WITHIN_BYTES = 1024
# What zipfile raises for archives that are damaged or made to do harm.
_ARCHIVE_ERRORS = (
    zipfile.BadZipFile,
    EOFError,
    OSError,
    OverflowError,
    RuntimeError,  # encrypted, and NotImplementedError for other compressions
    ValueError,
    struct.error,
    zlib.error,
)


def _starts_with(signature: bytes) -> "ContentCheck":
    return lambda file: None if file.read(len(signature)) == signature else _WRONG_CONTENT


def _pdf(file: IO[bytes]) -> "StrOrPromise | None":
    return None if b"%PDF-" in file.read(_PDF_HEADER_WITHIN_BYTES) else _WRONG_CONTENT


def _office_document(folder: str) -> "ContentCheck":
    """A check for an Office document of the kind that has this folder, without macros."""

    def check(file: IO[bytes]) -> "StrOrPromise | None":
        # Only the directory of the archive: nothing is unpacked, so a zip bomb does no harm.
        names = _archive_names(file)
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            return _MACROS
        has_folder = any(name.startswith(f"{folder}/") for name in names)
        return None if "[Content_Types].xml" in names and has_folder else _WRONG_CONTENT

    return check


def _open_document(file: IO[bytes]) -> "StrOrPromise | None":
    try:
        with zipfile.ZipFile(file) as archive, archive.open("mimetype") as entry:
            # One byte more than the type shows a longer one; no more is unpacked.
            kind = entry.read(len(_TEXT_DOCUMENT) + 1)
    except (*_ARCHIVE_ERRORS, KeyError):
        return _WRONG_CONTENT
    return None if kind == _TEXT_DOCUMENT.encode() else _WRONG_CONTENT


def _archive_names(file: IO[bytes]) -> list[str]:
    """The names in a zip archive; none where it is not one."""
    try:
        with zipfile.ZipFile(file) as archive:
            return archive.namelist()
    except _ARCHIVE_ERRORS:
        return []


def _plain_text(file: IO[bytes]) -> "StrOrPromise | None":
    text = _decode(file.read())
    # Control characters are a sign of a binary format that happens to decode.
    is_text = text is not None and not any(
        ord(char) < 32 and char not in "\t\r\n\f" for char in text
    )
    return None if is_text else _NOT_TEXT


def _decode(content: bytes) -> str | None:
    """As UTF-8, UTF-16 with its mark (Unicode to Windows) or Windows-1252; None where it is none of them."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    for encoding in ("utf-16", "cp1252") if marked else ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


FILE_TYPES: dict[str, tuple[str, "ContentCheck"]] = {
    ".pdf": ("application/pdf", _pdf),
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
