"""No character that can be stored keeps a PDF from being made."""

from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from registry.certificate import certificate_pdf
from registry.index_submission import snapshot, submission_pdf
from web.pdf import MAX_TRIED_CHARACTERS, REPLACEMENT

pytestmark = pytest.mark.template_database("demo")
# All that PostgreSQL stores: neither NUL nor half of a surrogate pair.
STORED_TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=200
)
UNICODE = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOTE = "stands for a character that this document cannot show"


def text_of(document: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(BytesIO(document)).pages)


def rename(account, text: str) -> None:
    account.name_en = account.name_fr = account.purpose = account.handle = text


@UNICODE
@given(text=STORED_TEXT)
def test_every_stored_text_can_be_printed_on_a_certificate(in_state, text):
    account = in_state("active")
    rename(account, text)
    assert certificate_pdf(account).startswith(b"%PDF-")


@UNICODE
@given(text=STORED_TEXT)
def test_every_stored_text_can_be_printed_in_a_submission(in_state, text):
    account = in_state("active")
    rename(account, text)
    document = submission_pdf(account, snapshot(account), unconfirmed=True)
    assert document.startswith(b"%PDF-")


def test_emoji_and_symbols_are_printed_as_they_are(in_state):
    account = in_state("active")
    rename(account, "🍁 Unit ⚓ ⛨")
    text = text_of(certificate_pdf(account))
    assert "🍁 Unit ⚓ ⛨" in text
    assert NOTE not in text


@pytest.mark.parametrize("sign", ["漢", "\ufeff", "\ufdd0"])
def test_character_without_a_glyph_is_replaced_with_a_note(in_state, sign):
    account = in_state("active")
    rename(account, f"Unité{sign}One")
    text = text_of(certificate_pdf(account))
    assert f"Unité{REPLACEMENT}One" in text
    assert NOTE in text


def test_mark_without_a_glyph_beside_its_base_is_replaced(in_state):
    account = in_state("active")
    rename(account, "Unité a\N{COMBINING ENCLOSING KEYCAP}")
    assert f"Unité a{REPLACEMENT}" in text_of(certificate_pdf(account))


def test_more_characters_than_are_tried_are_replaced(in_state):
    account = in_state("active")
    account.purpose = "".join(chr(0x4E00 + n) for n in range(2 * MAX_TRIED_CHARACTERS))
    lines = snapshot(account)
    assert NOTE in text_of(submission_pdf(account, lines, unconfirmed=True))
