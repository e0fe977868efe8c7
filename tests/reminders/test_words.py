"""What the letters of the sweep say."""

from datetime import date

import pytest

from access.models import Organization, Person
from reminders.words import Words, words
from workflow.models import Letter

pytestmark = pytest.mark.django_db
FACTS = {
    "title_en": "Base (X, base)",
    "title_fr": "Base (X, base)",
    "step": "",
    "state": "active",
    "by": "",
    "reason": "",
    "paragraph": "4.4",
    "due_on": "2026-12-01",
    "rung": -7,
    "detail": "",
}
SOMETHING = "6f0c2a56-0d0f-4a6e-9a64-1f1d0d3c7c11"


def said(kind: str, *, to: Person | None = None, **facts: object) -> Words:
    lifecycle = kind.partition(".")[0]
    letter = Letter(kind=kind, object_kind=lifecycle, object_id=SOMETHING, facts=FACTS | facts)
    letter.recipient = to or Person(name="Reader")
    return words(letter)


def test_the_subject_says_what_to_do_and_by_when() -> None:
    found = said("account.listing.due")
    assert found.subject == (
        "By December 1, 2026: Confirm the listing in the master index – Base (X, base)"
    )
    assert found.asked == "What to do: Confirm the listing in the master index."
    assert (found.happened, found.due_on) == ("", date(2026, 12, 1))


def test_what_is_overdue_says_so() -> None:
    found = said("account.listing.due", rung=7)
    assert found.subject.startswith("Overdue since December 1, 2026: Confirm the listing")
    assert found.happened == "This was due on December\N{NO-BREAK SPACE}1, 2026."


def test_the_next_above_reads_that_it_was_not_done() -> None:
    found = said("account.submit_to_index.late", rung=7)
    assert "not been done by those who were asked" in found.happened
    assert found.asked.startswith("See that this is done: ")


def test_or_that_nobody_below_is_in_office() -> None:
    found = said("account.submit_to_index.late")
    assert found.happened == "Nobody below you is in office to do this."


def test_a_finding_names_its_row() -> None:
    found = said("account.finding.due", detail="custody")
    assert "where the credentials are held: this no longer holds" in found.happened


@pytest.mark.parametrize(("kind", "page"), [("office", "people"), ("delegation", "delegations")])
def test_what_has_no_page_of_its_own_leads_to_its_list(kind: str, page: str) -> None:
    assert said(f"{kind}.ending.due").url == f"http://localhost:8000/en/{page}/"


def test_a_vacancy_tells_the_administrator_whom_to_appoint() -> None:
    organization = Organization(code="navy", name_en="Navy", name_fr="Marine")
    letter = Letter(kind="account.finding.vacant", object_kind="organization")
    letter.object_id, letter.recipient = organization.pk, Person(name="Administrator")
    letter.facts = FACTS | {"title_en": "Navy", "due_on": "", "roles": ["superior", "l1"]}
    found = words(letter)
    assert found.subject == "Nobody can act: Mend a readiness row that no longer holds – Navy"
    assert "Appropriate superior, Level one advisor" in found.asked
    assert found.url == "http://localhost:8000/en/people/"
