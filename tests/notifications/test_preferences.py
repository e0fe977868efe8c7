import pytest
from django.test import Client

from access.models import Person
from audit.models import AuditEvent
from notifications.groups import GROUPS
from notifications.preferences import preferences_of

URL = "/en/preferences/emails/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def pa_client(client: Client, pa: Person) -> Client:
    client.force_login(pa)
    return client


def test_mandatory_emails_are_shown_without_a_choice(pa_client: Client) -> None:
    page = pa_client.get(URL).content.decode()
    assert page.count('type="radio"') == 3 * len(GROUPS)
    assert "Nobody can act on a step" in page
    assert "nobody can switch them off" in page


def test_chosen_frequency_is_saved_and_logged(pa_client: Client, pa: Person) -> None:
    answer = pa_client.post(URL, dict.fromkeys(GROUPS, "at_once") | {"turn": "weekly"})
    assert answer.status_code == 302
    assert preferences_of(pa)["turn"] == "weekly"
    assert AuditEvent.objects.get(action="person.set_email_preferences").after == {"turn": "weekly"}


def test_unknown_frequency_is_refused(pa_client: Client, pa: Person) -> None:
    answer = pa_client.post(URL, dict.fromkeys(GROUPS, "at_once") | {"turn": "never"})
    assert answer.status_code == 422
    assert preferences_of(pa)["turn"] == "at_once"
