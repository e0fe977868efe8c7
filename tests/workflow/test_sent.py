import pytest
from django.test import Client
from django.utils import timezone

from access.models import Person
from directive.roles import Role
from tests.reminders.office import Department
from workflow.models import Letter
from workflow.sent import letters_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def department(db: None) -> Department:
    return Department()


def outcomes(row: object) -> dict[str, str]:
    return {sent.to: sent.outcome for sent in letters_about("practitioner", row.pk)}


def test_it_tells_to_whom_why_and_what_became_of_it(department: Department) -> None:
    department.person("pa", Role.PA)
    row = department.nominate()
    Letter.objects.filter(recipient=department.nominee).update(sent_at=timezone.now())
    found = {sent.to: sent.why for sent in letters_about("practitioner", row.pk)}
    assert found == {"The pa": "To do: Advise on the nomination", "The nominee": "Nominated"}
    assert outcomes(row) == {"The pa": "About to be sent", "The nominee": "Sent"}


@pytest.mark.parametrize(
    ("change", "outcome"),
    [
        ({"problem": "SMTPDataError 451"}, "Failed, to be tried again"),
        ({"given_up_at": timezone.now()}, "Failed, and given up"),
        (
            {"given_up_at": timezone.now(), "withheld": True},
            "Not sent: it no longer concerned its reader",
        ),
        ({"held": True}, "Kept for a digest"),
    ],
)
def test_each_outcome_in_words(department: Department, change: dict, outcome: str) -> None:
    row = department.nominate()
    Letter.objects.update(**change)
    assert outcomes(row)["The nominee"] == outcome


def test_who_sees_the_record_sees_its_letters(department: Department, client: Client) -> None:
    row = department.nominate()
    client.force_login(department.superior)
    page = client.get(f"/en/practitioners/{row.pk}/").content.decode()
    assert "1 letter about this" in page
    stranger: Person = department.person("stranger")
    client.force_login(stranger)
    assert client.get(f"/en/practitioners/{row.pk}/").status_code == 404
