from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from access.models import Person
from access.services.people import set_preferences
from audit.models import AuditEvent
from web.time_zones import DEPARTMENT_ZONE

pytestmark = pytest.mark.django_db
GIVEN = {"language": "fr", "time_zone": "America/St_Johns", "theme": "dark"}
AT = datetime(2026, 3, 4, 21, 30, tzinfo=UTC)


@pytest.fixture
def reader(db) -> Person:
    return Person.objects.create(username="reader", name="Reader", email="r@example.invalid")


@pytest.fixture
def reader_client(client, reader):
    client.force_login(reader)
    return client


def rendered_time(reader: Person, **values: object) -> str:
    request = RequestFactory().get("/")
    request.user = reader
    return render_to_string("ui/time.html", {"at": AT} | values, request=request)


def test_preferences_form_saves_preferences_of_the_signed_in_person(reader_client, reader):
    answer = reader_client.post(reverse("preferences"), GIVEN, follow=True)
    reader.refresh_from_db()
    assert (reader.language, reader.time_zone, reader.theme) == tuple(GIVEN.values())
    assert "Your preferences are saved." in answer.text


def test_preferences_form_cannot_change_another_person(reader_client, reader):
    other = Person.objects.create(username="other", name="Other", email="o@example.invalid")
    reader_client.post(reverse("preferences"), GIVEN | {"id": other.pk, "person": other.pk})
    other.refresh_from_db()
    assert (other.language, other.time_zone, other.theme) == ("", DEPARTMENT_ZONE, "")


def test_preferences_form_ignores_other_fields(reader_client, reader):
    reader_client.post(
        reverse("preferences"), GIVEN | {"name": "Minister", "email": "m@example.invalid"}
    )
    reader.refresh_from_db()
    assert (reader.name, reader.email) == ("Reader", "r@example.invalid")


def test_preferences_form_requires_sign_in(client, db):
    assert "/sign-in/" in client.post(reverse("preferences"), GIVEN)["Location"]


def test_change_of_preferences_is_logged_with_actor_and_values(reader):
    set_preferences(by=reader, **GIVEN)
    event = AuditEvent.objects.get(action="person.set_preferences")
    assert (event.actor, event.object_id) == (reader.pk, str(reader.pk))
    assert event.before == {"language": "", "time_zone": DEPARTMENT_ZONE, "theme": ""}
    assert event.after == GIVEN


@pytest.mark.parametrize(
    ("field", "value"), [("time_zone", "Mars/Olympus"), ("theme", "pink"), ("language", "de")]
)
def test_preferences_form_refuses_an_unknown_choice(reader_client, reader, field, value):
    assert reader_client.post(reverse("preferences"), GIVEN | {field: value}).status_code == 422
    reader.refresh_from_db()
    assert reader.language == ""


def test_preferences_page_warns_that_email_is_bilingual_without_a_language(reader_client, reader):
    url = reverse("preferences")
    assert "Your language of mail is not known" in reader_client.get(url).text
    reader_client.post(url, GIVEN)
    assert "Your language of mail is not known" not in reader_client.get(url).text


def test_chosen_theme_is_set_on_the_html_element(reader_client, reader):
    assert "data-theme" not in reader_client.get(reverse("dashboard")).text
    set_preferences(by=reader, **GIVEN)
    assert '<html lang="en" data-theme="dark">' in reader_client.get(reverse("dashboard")).text


def test_publicly_cached_page_carries_no_personal_theme(reader_client, reader):
    set_preferences(by=reader, **GIVEN)
    assert "data-theme" not in reader_client.get(reverse("official")).text


def test_time_is_shown_in_the_time_zone_of_the_reader(reader):
    assert "4:30\N{NO-BREAK SPACE}pm Eastern time" in rendered_time(reader)
    reader.time_zone = "America/St_Johns"
    assert "6\N{NO-BREAK SPACE}pm Newfoundland time" in rendered_time(reader)


def test_time_and_time_zone_are_shown_in_french(reader):
    reader.time_zone = "America/Vancouver"
    with override("fr"):
        assert "2026-03-04 13:30 heure du Pacifique" in rendered_time(reader, short=1)


def test_date_is_the_same_for_every_reader(reader):
    """Dates are those of Ottawa: 23:30 on the fourth is still the fourth."""
    late = datetime(2026, 3, 5, 4, 30, tzinfo=UTC)
    request = RequestFactory().get("/")
    request.user = Person(time_zone="Asia/Tokyo")
    assert "2026-03-04" in render_to_string("ui/date.html", {"day": late, "short": 1}, request)


def test_page_header_links_to_the_preferences(reader_client):
    assert f'href="{reverse("preferences")}"' in reader_client.get(reverse("dashboard")).text
