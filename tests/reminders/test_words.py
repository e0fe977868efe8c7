"""What the letters of the sweep say."""

from datetime import date

import pytest

from access.models import Organization, Person
from notifications.content import EmailContent, email_content
from outbox.models import Notification

pytestmark = pytest.mark.django_db
FACTS = {
    "label_en": "Base (X, base)",
    "label_fr": "Base (X, base)",
    "step": "",
    "state": "active",
    "by": "",
    "reason": "",
    "paragraph": "4.4",
    "due_on": "2026-12-01",
    "milestone": -7,
    "detail": "",
}
SOMETHING = "6f0c2a56-0d0f-4a6e-9a64-1f1d0d3c7c11"


def said(kind: str, *, to: Person | None = None, **facts: object) -> EmailContent:
    lifecycle = kind.partition(".")[0]
    notification = Notification(
        event_type=kind, object_type=lifecycle, object_id=SOMETHING, context=FACTS | facts
    )
    notification.recipient = to or Person(name="Reader")
    return email_content(notification)


def test_the_subject_says_what_to_do_and_by_when() -> None:
    found = said("account.listing.due")
    assert found.subject == (
        "By December 1, 2026: Confirm the listing in the master index – Base (X, base)"
    )
    assert found.to_do == "What to do: Confirm the listing in the master index."
    assert (found.happened, found.due_on) == ("", date(2026, 12, 1))


def test_what_is_overdue_says_so() -> None:
    found = said("account.listing.due", milestone=7)
    assert found.subject.startswith("Overdue since December 1, 2026: Confirm the listing")
    assert found.happened == "This was due on December\N{NO-BREAK SPACE}1, 2026."


def test_the_next_above_reads_that_it_was_not_done() -> None:
    found = said("account.submit_to_index.late", milestone=7)
    assert "not been done by those who were asked" in found.happened
    assert found.to_do.startswith("See that this is done: ")


def test_or_that_nobody_below_is_in_office() -> None:
    found = said("account.submit_to_index.late")
    assert found.happened == "Nobody below you has the role to do this."


def test_a_finding_names_its_row() -> None:
    found = said("account.finding.due", detail="custody")
    assert "where the credentials are held: this no longer holds" in found.happened


@pytest.mark.parametrize(
    ("kind", "page"), [("role_assignment", "people"), ("delegation", "delegations")]
)
def test_what_has_no_page_of_its_own_leads_to_its_list(kind: str, page: str) -> None:
    assert said(f"{kind}.ending.due").url == f"http://localhost:8000/en/{page}/"


def test_a_vacancy_tells_the_administrator_whom_to_appoint() -> None:
    organization = Organization(code="navy", name_en="Navy", name_fr="Marine")
    notification = Notification(event_type="account.finding.vacant", object_type="organization")
    notification.object_id, notification.recipient = organization.pk, Person(name="Administrator")
    notification.context = FACTS | {"label_en": "Navy", "due_on": "", "roles": ["superior", "l1"]}
    found = email_content(notification)
    assert found.subject == "Nobody can act: Mend a readiness row that no longer holds – Navy"
    assert "Appropriate superior, Level one advisor" in found.to_do
    assert found.url == "http://localhost:8000/en/people/"
