from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access import people
from access.models import Office, Person
from audit.models import Event
from tests.reminders.written import address, queries, reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def added(cast, **fields) -> Person:
    given = {"username": "new", "name": "Élodie New", "email": "new@example.invalid"} | fields
    return people.add(by=cast["administrator"], **given)


def test_an_administrator_adds_a_person_who_cannot_sign_in_yet(cast):
    assert not added(cast).has_usable_password()


@pytest.mark.parametrize("who", ["auditor", "ecomms", "admpa", "superior", "nobody"])
def test_nobody_else_keeps_people(cast, who):
    person = added(cast)
    for act in (
        lambda: people.add(by=cast[who], username="x", name="x", email="x@example.invalid"),
        lambda: people.change(person, by=cast[who], name="y"),
        lambda: people.deactivate(person, by=cast[who], reason="z"),
        lambda: people.reactivate(person, by=cast[who], reason="z"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_log_has_both_values_and_never_the_password(cast):
    person = people.change(added(cast), by=cast["administrator"], name="Other")
    event = Event.objects.get(verb="person.change", object_id=str(person.pk))
    assert (event.before["name"], event.after["name"]) == ("Élodie New", "Other")
    assert event.actor == cast["administrator"].pk
    logged = Event.objects.filter(kind="person")
    assert not any("password" in event.before | event.after for event in logged)


def test_deactivating_ends_the_sessions_at_once(cast, client):
    client.force_login(cast["pa"])
    assert client.get(reverse("practitioners")).status_code == 200
    people.deactivate(cast["pa"], by=cast["administrator"], reason="Left.")
    assert not Session.objects.exists()
    assert client.get(reverse("practitioners")).status_code == 302


def test_other_people_stay_signed_in(cast, client):
    client.force_login(cast["superior"])
    people.deactivate(cast["pa"], by=cast["administrator"], reason="Left.")
    assert client.get(reverse("practitioners")).status_code == 200


def test_nobody_deactivates_themselves(cast):
    with pytest.raises(ValidationError):
        people.deactivate(cast["administrator"], by=cast["administrator"], reason="x")


def test_a_person_can_be_made_active_again(cast):
    person = people.deactivate(added(cast), by=cast["administrator"], reason="Left.")
    assert people.reactivate(person, by=cast["administrator"], reason="Back.").is_active


def test_a_practitioner_does_not_become_a_contractor(cast):
    with pytest.raises(ValidationError):
        people.change(cast["practitioner"], by=cast["administrator"], engagement="contractor")


def test_adding_on_the_page(cast, client):
    client.force_login(cast["administrator"])
    given = {"name": "N", "username": "n", "email": "n@example.invalid", "engagement": "member"}
    answer = client.post(reverse("person_new"), given)
    assert answer.url == reverse("person", args=[Person.objects.get(username="n").pk])


def test_a_sign_in_name_is_given_once(cast, client):
    client.force_login(cast["administrator"])
    given = {"name": "N", "username": "pa", "email": "n@example.invalid", "engagement": "member"}
    assert client.post(reverse("person_new"), given).status_code == 422


@pytest.mark.parametrize(
    ("typed", "found"), [("elodie", True), ("NEW@", True), ("nobody here", False)]
)
def test_search_does_not_mind_accents_or_case(cast, client, typed, found):
    person = added(cast)
    client.force_login(cast["administrator"])
    rows = client.get(reverse("people"), {"q": typed}).context["page"].rows
    assert (person in rows) == found


def test_search_by_role(cast, client):
    client.force_login(cast["administrator"])
    rows = client.get(reverse("people"), {"role": "daip"}).context["page"].rows
    assert rows == [cast["daip"]]


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("auditor", 200), ("ecomms", 200), ("pa", 403)]
)
def test_who_sees_the_list(cast, client, who, status):
    client.force_login(cast[who])
    assert client.get(reverse("people")).status_code == status


def test_a_person_is_hidden_from_those_who_may_not_see_people(cast, client):
    client.force_login(cast["superior"])
    assert client.get(reverse("person", args=[cast["pa"].pk])).status_code == 404


def test_who_may_see_may_not_therefore_change(cast, client):
    client.force_login(cast["auditor"])
    assert client.get(reverse("person", args=[cast["pa"].pk])).status_code == 200
    for name in ("person_edit", "person_deactivate", "person_reactivate", "office_new"):
        assert client.post(reverse(name, args=[cast["pa"].pk]), {"reason": "x"}).status_code == 403


def test_deactivating_on_the_page(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("person_deactivate", args=[cast["pa"].pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "Left."}).status_code == 302
    assert not Person.objects.get(username="pa").is_active


def test_deactivating_oneself_on_the_page_says_why_not(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("person_deactivate", args=[cast["administrator"].pk])
    assert client.post(url, {"reason": "x"}).status_code == 422


@pytest.mark.parametrize("path", ["people", "person_new", "organizations", "delegations"])
def test_the_pages_speak_french(cast, client, path):
    client.force_login(cast["administrator"])
    with translation.override("fr"):
        answer = client.get(reverse(path))
    assert (answer.status_code, 'lang="fr"' in answer.content.decode()) == (200, True)


def test_as_many_queries_for_seventy_people(cast, client, django_assert_max_num_queries):
    client.force_login(cast["administrator"])
    client.get(reverse("people"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("people"))
    for number in range(40):
        added(cast, username=f"n{number}")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("people"))


# ---- the letters about an office


def ending(person: Person) -> Office:
    office = person.offices.get()
    office.last_day = timezone.localdate()
    office.save()
    return office


@pytest.mark.parametrize(
    ("who", "of", "linked"),
    [
        ("administrator", "pa", True),
        ("auditor", "pa", False),
        ("auditor", "auditor", True),
        ("administrator", "practitioner", False),  # ends with the authorization
    ],
)
def test_an_office_that_ends_leads_to_its_letters(cast, client, who, of, linked):
    office = ending(cast[of])
    page = reading(client, cast[who], reverse("person", args=[cast[of].pk]))
    assert (f'<a href="{address(office)}">' in page) == linked


def test_an_office_without_an_end_has_no_letters(cast, client):
    page = reading(client, cast["administrator"], reverse("person", args=[cast["pa"].pk]))
    assert "/letters/" not in page


def test_a_person_with_many_offices_costs_no_more_queries(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("person", args=[cast["pa"].pk])
    office = ending(cast["pa"])
    few = queries(client, url)
    for _number in range(20):
        office.pk, office._state.adding = uuid4(), True
        office.save()
    assert queries(client, url) == few
