import pytest
from django.core.exceptions import ValidationError

from practitioners.uploads import MAX_BYTES, check_evidence, storage_name
from tests.factories import PDF, certificate_upload


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
def test_evidence_of_an_allowed_type_is_accepted(name, content):
    check_evidence(certificate_upload(name, content))


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
        ("a.pdf", PDF + b" " * MAX_BYTES),
        (f"{'a' * 200}.pdf", PDF),
    ],
)
def test_evidence_of_another_type_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_evidence(certificate_upload(name, content))


def test_checked_evidence_can_still_be_read_from_its_start():
    upload = certificate_upload()
    check_evidence(upload)
    assert upload.read() == PDF


def test_stored_evidence_name_reveals_nothing():
    assert "../" not in storage_name("../Private Surname.pdf")
    assert storage_name("a.pdf") != storage_name("a.pdf")
