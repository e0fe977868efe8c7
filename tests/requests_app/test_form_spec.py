"""A row of `FORM_FIELDS` is all that the form, the summary, the snapshot and the digests need (§ 4.2)."""

from datetime import date

import pytest
from django.core.exceptions import FieldDoesNotExist

from requests_app.enums import Kind
from requests_app.form_spec import (
    ENDORSEMENT,
    FORM_FIELDS,
    FORM_PAGES,
    NEW,
    Digest,
    FormField,
    missing_fields,
    required_fields,
)
from requests_app.formatting import format_date
from requests_app.forms.pages import NeedForm
from requests_app.models import AccountRequest, column
from requests_app.queries.summary import summary
from requests_app.snapshots import content_digest, differences, snapshot_values
from tests.factories import DemoUsers, draft_request

pytestmark = pytest.mark.template_database("users")

# A column that no page asks for, as if it were a new field of the form.
ADDED = FormField(
    name="found_due",
    page="need",
    kinds=NEW,
    title="Needed by",
    hint="The day of the event.",
    format=format_date,
    digests=ENDORSEMENT,
)
FIELDS = (*FORM_FIELDS, ADDED)


@pytest.fixture
def request_(demo_users: DemoUsers) -> AccountRequest:
    return draft_request(demo_users)


def test_added_field_is_on_its_page_with_label_and_hint(request_: AccountRequest) -> None:
    form = NeedForm(
        {"purpose": "To tell.", "found_due": "2026-12-01", "version": request_.version},
        row=request_,
        reader=request_.requester,
        form_fields=FIELDS,
    )

    assert form.is_valid()
    assert form.values()["found_due"] == date(2026, 12, 1)
    assert form["found_due"].label == "Needed by"
    assert form["found_due"].help_text == "The day of the event."


def test_added_field_is_missing_until_it_is_given(request_: AccountRequest) -> None:
    assert "found_due" in missing_fields(request_, FIELDS)

    request_.found_due = date(2026, 12, 1)

    assert "found_due" not in missing_fields(request_, FIELDS)
    assert "found_due" not in required_fields(Kind.CARRY_OVER, FIELDS)


def test_added_field_is_in_the_summary_of_its_page(request_: AccountRequest) -> None:
    request_.found_due = date(2026, 12, 1)
    values = snapshot_values(request_, FIELDS)

    pages = summary(request_, values, editable=False, fields=FIELDS)
    rows = {title: rows for title, rows, _url in pages}["Purpose and need"]

    assert ("Needed by", "December\N{NO-BREAK SPACE}1, 2026") in rows


def test_added_field_is_in_snapshots_and_their_differences(request_: AccountRequest) -> None:
    before = snapshot_values(request_, FIELDS)
    request_.found_due = date(2026, 12, 1)
    after = snapshot_values(request_, FIELDS)

    changed = [(row.label, row.before, row.after) for row in differences(before, after, FIELDS)]

    assert changed == [("Needed by", "", "December\N{NO-BREAK SPACE}1, 2026")]


def test_added_field_changes_the_digests_that_cover_it_alone(request_: AccountRequest) -> None:
    before = {digest: content_digest(request_, digest, FIELDS) for digest in Digest}
    request_.found_due = date(2026, 12, 1)
    after = {digest: content_digest(request_, digest, FIELDS) for digest in Digest}

    assert before[Digest.ENDORSEMENT] != after[Digest.ENDORSEMENT]
    assert before[Digest.ADVICE] == after[Digest.ADVICE]


def test_every_field_is_a_column_or_has_a_title() -> None:
    for field in FORM_FIELDS:
        assert field.label, field.name
    with pytest.raises(FieldDoesNotExist):
        column("handles")
    with pytest.raises(TypeError):
        column("attachments")


def test_rows_are_in_the_order_of_the_pages() -> None:
    pages = [field.page for field in FORM_FIELDS if field.page]

    assert list(dict.fromkeys(pages)) == [page.slug for page in FORM_PAGES]
    assert sorted(pages, key=pages.index) == pages
