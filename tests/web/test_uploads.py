"""Uploaded files: the content must match the extension."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from tests.factories import files
from web.uploads import DOCUMENT_TYPES, MAX_BYTES, SCAN_TYPES, media_type, storage_name


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", files.PDF, "application/pdf"),
        ("A.PDF", files.PDF, "application/pdf"),
        ("a.png", files.PNG, "image/png"),
        ("a.jpg", files.JPEG, "image/jpeg"),
        ("a.jpeg", files.JPEG, "image/jpeg"),
        ("a.odt", files.ODT, "application/vnd.oasis.opendocument.text"),
        ("a.txt", "été\r\n".encode(), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
    ],
)
def test_file_whose_content_matches_its_extension_is_accepted(
    name: str, content: bytes, kind: str
) -> None:
    assert media_type(ContentFile(content, name), DOCUMENT_TYPES) == kind


@pytest.mark.parametrize(("name", "content"), [("a.docx", files.DOCX), ("a.xlsx", files.XLSX)])
def test_docx_and_xlsx_files_are_accepted(name: str, content: bytes) -> None:
    assert "officedocument" in media_type(ContentFile(content, name), DOCUMENT_TYPES)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "Choose a PDF"),
        ("a.svg", b"<svg/>", "Choose a PDF"),
        ("a.html", b"<html>", "Choose a PDF"),
        ("a.pdf.exe", files.PDF, "Choose a PDF"),
        ("pdf", files.PDF, "Choose a PDF"),
        ("a.pdf", b"MZ\x90", "not what its name says"),
        ("a.pdf", b"", "not what its name says"),
        ("a.png", files.JPEG, "not what its name says"),
        ("a.jpg", files.PNG, "not what its name says"),
        ("a.docx", files.XLSX, "not what its name says"),
        ("a.xlsx", files.DOCX, "not what its name says"),
        ("a.docx", files.MACROS, "not what its name says"),
        ("a.docx", b"PK\x03\x04broken", "not what its name says"),
        ("a.odt", files.DOCX, "not what its name says"),
        ("a.odt", files.archive(mimetype=b"text/plain"), "not what its name says"),
        ("a.txt", b"\xff\xfe\x00", "not what its name says"),
        ("a.csv", b"a\x00b", "not what its name says"),
        (f"{'a' * 200}.pdf", files.PDF, "name of the file is too long"),
    ],
)
def test_file_of_another_type_or_content_is_refused(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(ValidationError, match=sentence):
        media_type(ContentFile(content, name), DOCUMENT_TYPES)


def test_large_file_is_refused_before_it_is_read() -> None:
    class Unread(ContentFile):
        def seek(self, *args: int) -> int:
            raise AssertionError("read")

    file = Unread(b"", "a.pdf")
    file.size = MAX_BYTES + 1

    with pytest.raises(ValidationError, match="too large"):
        media_type(file, DOCUMENT_TYPES)


def test_stored_upload_name_reveals_nothing() -> None:
    assert "secret" not in storage_name("secret plan.pdf")
    assert storage_name("a.PDF").endswith(".pdf")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", files.PDF),
        ("A.PDF", files.PDF),
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
        ("a", files.PDF),
        ("a.pdf.exe", files.PDF),
        ("a.pdf", b"<html>"),
        ("a.pdf", b""),
        ("a.png", files.PDF),
        ("a.jpg", b"\x89PNG\r\n\x1a\n"),
        ("a.odt", files.ODT),
        ("a.txt", b"text"),
        ("a.pdf", files.PDF + b" " * MAX_BYTES),
        (f"{'a' * 200}.pdf", files.PDF),
    ],
)
def test_scan_of_another_type_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError):
        media_type(ContentFile(content, name), SCAN_TYPES)


def test_checked_upload_can_still_be_read_from_its_start() -> None:
    upload = ContentFile(files.PDF, "a.pdf")
    media_type(upload, SCAN_TYPES)
    assert upload.read() == files.PDF


def test_stored_name_has_no_path_of_the_upload() -> None:
    assert "../" not in storage_name("../Private Surname.pdf")
    assert storage_name("a.pdf") != storage_name("a.pdf")
