import pytest
from django.test import Client

from access.models import Person
from audit.models import AuditEvent
from notifications.groups import GROUPS
from notifications.preferences import preferences_of

URL = "/en/preferences/emails/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client: Client, pa: Person) -> Client:
    client.force_login(pa)
    return client


def test_what_is_compulsory_is_shown_as_fixed(reader: Client) -> None:
    page = reader.get(URL).content.decode()
    assert page.count('type="radio"') == 3 * len(GROUPS)
    assert "Nobody can act on a step" in page
    assert "nobody can switch them off" in page


def test_a_choice_is_kept_and_logged(reader: Client, pa: Person) -> None:
    answer = reader.post(URL, dict.fromkeys(GROUPS, "at_once") | {"turn": "weekly"})
    assert answer.status_code == 302
    assert preferences_of(pa)["turn"] == "weekly"
    assert AuditEvent.objects.get(action="person.set_email_preferences").after == {"turn": "weekly"}


def test_a_choice_that_there_is_not_is_refused(reader: Client, pa: Person) -> None:
    answer = reader.post(URL, dict.fromkeys(GROUPS, "at_once") | {"turn": "never"})
    assert answer.status_code == 422
    assert preferences_of(pa)["turn"] == "at_once"
