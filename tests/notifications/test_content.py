"""The text of reminders."""

from datetime import date

import pytest

from access.models import Organization, Person
from notifications.content import EmailContent, email_content
from outbox.models import Notification

pytestmark = pytest.mark.django_db
CONTEXT = {
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
OBJECT_ID = "6f0c2a56-0d0f-4a6e-9a64-1f1d0d3c7c11"


def content_of(event_type: str, *, to: Person | None = None, **context: object) -> EmailContent:
    object_type = event_type.partition(".")[0]
    notification = Notification(
        event_type=event_type,
        object_type=object_type,
        object_id=OBJECT_ID,
        context=CONTEXT | context,
    )
    notification.recipient = to or Person(name="Recipient")
    return email_content(notification)


def test_subject_of_a_reminder_names_the_step_and_its_due_date() -> None:
    content = content_of("account.listing.due")
    assert content.subject == (
        "By December 1, 2026: Confirm the listing in the master index – Base (X, base)"
    )
    assert content.to_do == "What to do: Confirm the listing in the master index."
    assert (content.happened, content.due_on) == ("", date(2026, 12, 1))


def test_overdue_reminder_says_since_when() -> None:
    content = content_of("account.listing.due", milestone=7)
    assert content.subject.startswith("Overdue since December 1, 2026: Confirm the listing")
    assert content.happened == "This was due on December\N{NO-BREAK SPACE}1, 2026."


def test_escalated_reminder_says_that_the_step_was_not_taken() -> None:
    content = content_of("account.submit_to_index.late", milestone=7)
    assert "not been done by those who were asked" in content.happened
    assert content.to_do.startswith("See that this is done: ")


def test_reminder_escalated_by_a_vacancy_says_so() -> None:
    content = content_of("account.submit_to_index.late")
    assert content.happened == "Nobody below you has the role to do this."


def test_reminder_of_a_finding_names_its_readiness_row() -> None:
    content = content_of("account.finding.due", detail="custody")
    assert "where the credentials are held: this no longer holds" in content.happened


@pytest.mark.parametrize(
    ("object_type", "page"), [("role_assignment", "people"), ("delegation", "delegations")]
)
def test_reminder_of_an_object_without_a_page_links_to_its_list(
    object_type: str, page: str
) -> None:
    assert content_of(f"{object_type}.ending.due").url == f"http://localhost:8000/en/{page}/"


def test_vacancy_notification_names_the_roles_to_assign() -> None:
    organization = Organization(code="navy", name_en="Navy", name_fr="Marine")
    notification = Notification(event_type="account.finding.vacant", object_type="organization")
    notification.object_id, notification.recipient = organization.pk, Person(name="Administrator")
    notification.context = CONTEXT | {"label_en": "Navy", "due_on": "", "roles": ["superior", "l1"]}
    content = email_content(notification)
    assert content.subject == "Nobody can act: Mend a readiness row that no longer holds – Navy"
    assert "Appropriate superior, Level one advisor" in content.to_do
    assert content.url == "http://localhost:8000/en/people/"
