from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access.models import Person, RoleAssignment
from access.services import people
from audit.models import AuditEvent
from tests.reminders.written import address, queries, reading

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def added(demo_users, **fields) -> Person:
    given = {"username": "new", "name": "Élodie New", "email": "new@example.invalid"} | fields
    return people.add(by=demo_users["administrator"], **given)


def test_an_administrator_adds_a_person_who_cannot_sign_in_yet(demo_users):
    assert not added(demo_users).has_usable_password()


@pytest.mark.parametrize("who", ["auditor", "ecomms", "admpa", "superior", "nobody"])
def test_nobody_else_keeps_people(demo_users, who):
    person = added(demo_users)
    for act in (
        lambda: people.add(by=demo_users[who], username="x", name="x", email="x@example.invalid"),
        lambda: people.change(person, by=demo_users[who], name="y"),
        lambda: people.deactivate(person, by=demo_users[who], reason="z"),
        lambda: people.reactivate(person, by=demo_users[who], reason="z"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_the_log_has_both_values_and_never_the_password(demo_users):
    person = people.change(added(demo_users), by=demo_users["administrator"], name="Other")
    event = AuditEvent.objects.get(action="person.change", object_id=str(person.pk))
    assert (event.before["name"], event.after["name"]) == ("Élodie New", "Other")
    assert event.actor == demo_users["administrator"].pk
    logged = AuditEvent.objects.filter(object_type="person")
    assert not any("password" in event.before | event.after for event in logged)


def test_deactivating_ends_the_sessions_at_once(demo_users, client):
    client.force_login(demo_users["pa"])
    assert client.get(reverse("practitioners")).status_code == 200
    people.deactivate(demo_users["pa"], by=demo_users["administrator"], reason="Left.")
    assert not Session.objects.exists()
    assert client.get(reverse("practitioners")).status_code == 302


def test_other_people_stay_signed_in(demo_users, client):
    client.force_login(demo_users["superior"])
    people.deactivate(demo_users["pa"], by=demo_users["administrator"], reason="Left.")
    assert client.get(reverse("practitioners")).status_code == 200


def test_nobody_deactivates_themselves(demo_users):
    with pytest.raises(ValidationError):
        people.deactivate(demo_users["administrator"], by=demo_users["administrator"], reason="x")


def test_a_person_can_be_made_active_again(demo_users):
    person = people.deactivate(added(demo_users), by=demo_users["administrator"], reason="Left.")
    assert people.reactivate(person, by=demo_users["administrator"], reason="Back.").is_active


def test_a_practitioner_does_not_become_a_contractor(demo_users):
    with pytest.raises(ValidationError):
        people.change(
            demo_users["practitioner"], by=demo_users["administrator"], engagement="contractor"
        )


def test_adding_on_the_page(demo_users, client):
    client.force_login(demo_users["administrator"])
    given = {"name": "N", "username": "n", "email": "n@example.invalid", "engagement": "member"}
    answer = client.post(reverse("person_new"), given)
    assert answer.url == reverse("person", args=[Person.objects.get(username="n").pk])


def test_a_sign_in_name_is_given_once(demo_users, client):
    client.force_login(demo_users["administrator"])
    given = {"name": "N", "username": "pa", "email": "n@example.invalid", "engagement": "member"}
    assert client.post(reverse("person_new"), given).status_code == 422


@pytest.mark.parametrize(
    ("typed", "found"), [("elodie", True), ("NEW@", True), ("nobody here", False)]
)
def test_search_does_not_mind_accents_or_case(demo_users, client, typed, found):
    person = added(demo_users)
    client.force_login(demo_users["administrator"])
    rows = client.get(reverse("people"), {"q": typed}).context["page"].rows
    assert (person in rows) == found


def test_search_by_role(demo_users, client):
    client.force_login(demo_users["administrator"])
    rows = client.get(reverse("people"), {"role": "daip"}).context["page"].rows
    assert rows == [demo_users["daip"]]


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("auditor", 200), ("ecomms", 200), ("pa", 403)]
)
def test_who_sees_the_list(demo_users, client, who, status):
    client.force_login(demo_users[who])
    assert client.get(reverse("people")).status_code == status


def test_a_person_is_hidden_from_those_who_may_not_see_people(demo_users, client):
    client.force_login(demo_users["superior"])
    assert client.get(reverse("person", args=[demo_users["pa"].pk])).status_code == 404


def test_who_may_see_may_not_therefore_change(demo_users, client):
    client.force_login(demo_users["auditor"])
    assert client.get(reverse("person", args=[demo_users["pa"].pk])).status_code == 200
    for name in ("person_edit", "person_deactivate", "person_reactivate", "role_assign"):
        assert (
            client.post(reverse(name, args=[demo_users["pa"].pk]), {"reason": "x"}).status_code
            == 403
        )


def test_deactivating_on_the_page(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_deactivate", args=[demo_users["pa"].pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "Left."}).status_code == 302
    assert not Person.objects.get(username="pa").is_active


def test_deactivating_oneself_on_the_page_says_why_not(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_deactivate", args=[demo_users["administrator"].pk])
    assert client.post(url, {"reason": "x"}).status_code == 422


@pytest.mark.parametrize("path", ["people", "person_new", "organizations", "delegations"])
def test_the_pages_speak_french(demo_users, client, path):
    client.force_login(demo_users["administrator"])
    with translation.override("fr"):
        answer = client.get(reverse(path))
    assert (answer.status_code, 'lang="fr"' in answer.content.decode()) == (200, True)


def test_as_many_queries_for_seventy_people(demo_users, client, django_assert_max_num_queries):
    client.force_login(demo_users["administrator"])
    client.get(reverse("people"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("people"))
    for number in range(40):
        added(demo_users, username=f"n{number}")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("people"))


# ---- the letters about an office


def ending(person: Person) -> RoleAssignment:
    assignment = person.role_assignments.get()
    assignment.last_day = timezone.localdate()
    assignment.save()
    return assignment


@pytest.mark.parametrize(
    ("who", "of", "linked"),
    [
        ("administrator", "pa", True),
        ("auditor", "pa", False),
        ("auditor", "auditor", True),
        ("administrator", "practitioner", False),  # ends with the authorization
    ],
)
def test_an_office_that_ends_leads_to_its_letters(demo_users, client, who, of, linked):
    assignment = ending(demo_users[of])
    page = reading(client, demo_users[who], reverse("person", args=[demo_users[of].pk]))
    assert (f'<a href="{address(assignment)}">' in page) == linked


def test_an_office_without_an_end_has_no_letters(demo_users, client):
    page = reading(
        client, demo_users["administrator"], reverse("person", args=[demo_users["pa"].pk])
    )
    assert "/letters/" not in page


def test_a_person_with_many_offices_costs_no_more_queries(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person", args=[demo_users["pa"].pk])
    assignment = ending(demo_users["pa"])
    few = queries(client, url)
    for _number in range(20):
        assignment.pk, assignment._state.adding = uuid4(), True
        assignment.save()
    assert queries(client, url) == few
