"""What may be attached: extension and content agree (promise on uploads)."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from tests.factories import files as uploads
from web.uploads import MAX_BYTES, media_type, storage_name


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", uploads.PDF, "application/pdf"),
        ("A.PDF", uploads.PDF, "application/pdf"),
        ("a.png", uploads.PNG, "image/png"),
        ("a.jpg", uploads.JPEG, "image/jpeg"),
        ("a.jpeg", uploads.JPEG, "image/jpeg"),
        ("a.odt", uploads.ODT, "application/vnd.oasis.opendocument.text"),
        ("a.txt", "été\r\n".encode(), "text/plain"),
        ("a.csv", b"a,b\n1,2\n", "text/csv"),
    ],
)
def test_honest_files_are_taken(name: str, content: bytes, kind: str) -> None:
    assert media_type(ContentFile(content, name)) == kind


@pytest.mark.parametrize(("name", "content"), [("a.docx", uploads.DOCX), ("a.xlsx", uploads.XLSX)])
def test_office_documents_are_taken(name: str, content: bytes) -> None:
    assert "officedocument" in media_type(ContentFile(content, name))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.exe", b"MZ", "Choose a PDF"),
        ("a.svg", b"<svg/>", "Choose a PDF"),
        ("a.html", b"<html>", "Choose a PDF"),
        ("a.pdf.exe", uploads.PDF, "Choose a PDF"),
        ("pdf", uploads.PDF, "Choose a PDF"),
        ("a.pdf", b"MZ\x90", "not what its name says"),
        ("a.pdf", b"", "not what its name says"),
        ("a.png", uploads.JPEG, "not what its name says"),
        ("a.jpg", uploads.PNG, "not what its name says"),
        ("a.docx", uploads.XLSX, "not what its name says"),
        ("a.xlsx", uploads.DOCX, "not what its name says"),
        ("a.docx", uploads.MACROS, "not what its name says"),
        ("a.docx", b"PK\x03\x04broken", "not what its name says"),
        ("a.odt", uploads.DOCX, "not what its name says"),
        ("a.odt", uploads.archive(mimetype=b"text/plain"), "not what its name says"),
        ("a.txt", b"\xff\xfe\x00", "not what its name says"),
        ("a.csv", b"a\x00b", "not what its name says"),
        (f"{'a' * 200}.pdf", uploads.PDF, "name of the file is too long"),
    ],
)
def test_the_others_are_refused(name: str, content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        media_type(ContentFile(content, name))


def test_a_large_file_is_refused_before_it_is_read() -> None:
    class Unread(ContentFile):
        def seek(self, *args: int) -> int:
            raise AssertionError("read")

    file = Unread(b"", "a.pdf")
    file.size = MAX_BYTES + 1

    with pytest.raises(ValidationError, match="too large"):
        media_type(file)


def test_the_name_kept_tells_nothing() -> None:
    assert "secret" not in storage_name("secret plan.pdf")
    assert storage_name("a.PDF").endswith(".pdf")
