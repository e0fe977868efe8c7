"""Uploaded files: the content must match the extension."""

import codecs

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import DOCX, JPEG, MACROS, ODT, PDF, PNG, XLSX, archive
from web.fields import UploadField
from web.uploads import DOCUMENT_TYPES, MAX_BYTES, SCAN_TYPES, media_type, storage_name


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", PDF, "application/pdf"),
        ("A.PDF", PDF, "application/pdf"),
        ("a.png", PNG, "image/png"),
        ("a.jpg", JPEG, "image/jpeg"),
        ("a.jpeg", JPEG, "image/jpeg"),
        ("a.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("a.txt", "été\r\n".encode(), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
        ("a.csv", "Défense;œuvre – 5 €\r\n".encode("cp1252"), "text/csv"),
        ("a.txt", "Défense\r\n".encode("utf-16"), "text/plain"),
        ("a.txt", codecs.BOM_UTF16_BE + "Défense".encode("utf-16-be"), "text/plain"),
        ("a.txt", "Défense".encode("utf-8-sig"), "text/plain"),
        ("a.pdf", b"\r\n" * 400 + PDF, "application/pdf"),
    ],
)
def test_file_whose_content_matches_its_extension_is_accepted(
    name: str, content: bytes, kind: str
) -> None:
    assert media_type(ContentFile(content, name), DOCUMENT_TYPES) == kind


@pytest.mark.parametrize(("name", "content"), [("a.docx", DOCX), ("a.xlsx", XLSX)])
def test_docx_and_xlsx_files_are_accepted(name: str, content: bytes) -> None:
    assert "officedocument" in media_type(ContentFile(content, name), DOCUMENT_TYPES)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "Choose a PDF"),
        ("a.svg", b"<svg/>", "Choose a PDF"),
        ("a.html", b"<html>", "Choose a PDF"),
        ("a.pdf.exe", PDF, "Choose a PDF"),
        ("pdf", PDF, "Choose a PDF"),
        ("a.pdf", b"MZ\x90", "not what its name says"),
        ("a.pdf", b"", "not what its name says"),
        ("a.png", JPEG, "not what its name says"),
        ("a.jpg", PNG, "not what its name says"),
        ("a.docx", XLSX, "not what its name says"),
        ("a.xlsx", DOCX, "not what its name says"),
        ("a.docx", MACROS, "has macros. Save it without them"),
        ("a.docx", b"PK\x03\x04broken", "not what its name says"),
        ("a.odt", DOCX, "not what its name says"),
        ("a.odt", archive(mimetype=b"text/plain"), "not what its name says"),
        ("a.txt", b"\xff\xfe\x00", "not what its name says"),
        ("a.csv", b"a\x00b", "not what its name says.* UTF-8"),
        ("a.txt", b"\xff\xfea\x00\x01\x00", "not what its name says.* UTF-8"),
        ("a.txt", PNG, "not what its name says.* UTF-8"),
        ("a.pdf", b" " * 1024 + PDF, "not what its name says.* save it again"),
        (f"{'a' * 200}.pdf", PDF, "at most 200 characters. Rename it"),
    ],
)
def test_file_of_another_type_or_content_is_refused(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        media_type(ContentFile(content, name), DOCUMENT_TYPES)


def refusal(name: str, content: bytes) -> str:
    try:
        media_type(ContentFile(content, name), DOCUMENT_TYPES)
    except ValidationError as error:
        return error.messages[0]
    return ""


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.odt"])
@pytest.mark.parametrize("content", [DOCX, ODT])
def test_damaged_archive_is_refused_with_a_sentence(name: str, content: bytes) -> None:
    for place in range(len(content)):
        changed = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        for damaged in (changed, content[:place]):
            sentence = refusal(name, damaged)
            assert not sentence or "save it again" in sentence


def test_large_file_is_refused_before_it_is_read() -> None:
    class Unread(ContentFile):
        def seek(self, *args: int) -> int:
            raise AssertionError("read")

    file = Unread(b"", "a.pdf")
    file.size = MAX_BYTES + 1

    with pytest.raises(ValidationError, match="too large"):
        media_type(file, DOCUMENT_TYPES)


def test_empty_file_is_refused_with_what_to_do() -> None:
    with pytest.raises(ValidationError, match="is empty: choose another one"):
        UploadField(permitted=DOCUMENT_TYPES).clean(SimpleUploadedFile("a.txt", b""))


def test_stored_upload_name_reveals_nothing() -> None:
    assert "secret" not in storage_name("secret plan.pdf")
    assert storage_name("a.PDF").endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.png", b"\x89PNG\r\n\x1a\n..."),
        ("a.jpg", b"\xff\xd8\xff..."),
        ("a.jpeg", b"\xff\xd8\xff..."),
    ],
)
def test_scan_of_an_allowed_type_is_accepted(name: str, content: bytes) -> None:
    media_type(ContentFile(content, name), SCAN_TYPES)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.exe", b"MZ"),
        ("a.svg", b"<svg onload=alert(1)>"),
        ("a.html", b"<html>"),
        ("a", PDF),
        ("a.pdf.exe", PDF),
        ("a.pdf", b"<html>"),
        ("a.pdf", b""),
        ("a.png", PDF),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.odt", ODT),
        ("a.txt", b"text"),
        ("a.pdf", PDF + b" " * MAX_BYTES),
        (f"{'a' * 200}.pdf", PDF),
    ],
)
def test_scan_of_another_type_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        media_type(ContentFile(content, name), SCAN_TYPES)


def test_checked_upload_can_still_be_read_from_its_start() -> None:
    upload = ContentFile(PDF, "a.pdf")
    media_type(upload, SCAN_TYPES)
    assert upload.read() == PDF


def test_stored_name_has_no_path_of_the_upload() -> None:
    assert "../" not in storage_name("../Private Surname.pdf")
    assert storage_name("a.pdf") != storage_name("a.pdf")
