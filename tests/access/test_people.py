from uuid import uuid4

import pytest
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access.models import Person, RoleAssignment
from access.services import people
from audit.models import AuditEvent
from tests.outbox.email_log import count_queries, email_log_url, get_page

pytestmark = pytest.mark.template_database("users")


def add_person(demo_users, **fields) -> Person:
    given = {"username": "new", "name": "Élodie New", "email": "new@example.invalid"} | fields
    return people.add(by=demo_users["administrator"], **given)


def test_added_person_has_no_usable_password(demo_users):
    assert not add_person(demo_users).has_usable_password()


@pytest.mark.parametrize("who", ["auditor", "ecomms", "admpa", "superior", "nobody"])
def test_only_an_administrator_manages_people(demo_users, who):
    person = add_person(demo_users)
    for act in (
        lambda: people.add(by=demo_users[who], username="x", name="x", email="x@example.invalid"),
        lambda: people.change(person, by=demo_users[who], name="y"),
        lambda: people.deactivate(person, by=demo_users[who], reason="z"),
        lambda: people.reactivate(person, by=demo_users[who], reason="z"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_change_of_a_person_is_logged_without_the_password(demo_users):
    person = people.change(add_person(demo_users), by=demo_users["administrator"], name="Other")
    event = AuditEvent.objects.get(action="person.change", object_id=str(person.pk))
    assert (event.before["name"], event.after["name"]) == ("Élodie New", "Other")
    assert event.actor == demo_users["administrator"].pk
    logged = AuditEvent.objects.filter(object_type="person")
    assert not any("password" in event.before | event.after for event in logged)


def test_deactivating_a_person_ends_their_sessions(demo_users, client):
    client.force_login(demo_users["pa"])
    assert client.get(reverse("practitioners")).status_code == 200
    people.deactivate(demo_users["pa"], by=demo_users["administrator"], reason="Left.")
    assert not Session.objects.exists()
    assert client.get(reverse("practitioners")).status_code == 302


def test_deactivating_a_person_keeps_other_sessions(demo_users, client):
    client.force_login(demo_users["superior"])
    people.deactivate(demo_users["pa"], by=demo_users["administrator"], reason="Left.")
    assert client.get(reverse("practitioners")).status_code == 200


def test_person_cannot_deactivate_themselves(demo_users):
    with pytest.raises(ValidationError):
        people.deactivate(demo_users["administrator"], by=demo_users["administrator"], reason="x")


def test_deactivated_person_can_be_reactivated(demo_users):
    person = people.deactivate(
        add_person(demo_users), by=demo_users["administrator"], reason="Left."
    )
    assert people.reactivate(person, by=demo_users["administrator"], reason="Back.").is_active


def test_practitioner_cannot_become_a_contractor(demo_users):
    with pytest.raises(ValidationError):
        people.change(
            demo_users["practitioner"], by=demo_users["administrator"], engagement="contractor"
        )


def test_person_form_adds_the_person(demo_users, client):
    client.force_login(demo_users["administrator"])
    given = {"name": "N", "username": "n", "email": "n@example.invalid", "engagement": "member"}
    answer = client.post(reverse("person_new"), given)
    assert answer.url == reverse("person", args=[Person.objects.get(username="n").pk])


def test_person_form_refuses_a_username_in_use(demo_users, client):
    client.force_login(demo_users["administrator"])
    given = {"name": "N", "username": "pa", "email": "n@example.invalid", "engagement": "member"}
    assert client.post(reverse("person_new"), given).status_code == 422


@pytest.mark.parametrize(
    ("typed", "found"), [("elodie", True), ("NEW@", True), ("nobody here", False)]
)
def test_people_search_ignores_accents_and_case(demo_users, client, typed, found):
    person = add_person(demo_users)
    client.force_login(demo_users["administrator"])
    rows = client.get(reverse("people"), {"q": typed}).context["page"].rows
    assert (person in rows) == found


def test_people_list_can_be_filtered_by_role(demo_users, client):
    client.force_login(demo_users["administrator"])
    rows = client.get(reverse("people"), {"role": "daip"}).context["page"].rows
    assert rows == [demo_users["daip"]]


@pytest.mark.parametrize(
    ("who", "status"), [("administrator", 200), ("auditor", 200), ("ecomms", 200), ("pa", 403)]
)
def test_people_list_is_forbidden_without_the_permission(demo_users, client, who, status):
    client.force_login(demo_users[who])
    assert client.get(reverse("people")).status_code == status


def test_person_page_is_not_found_without_the_permission(demo_users, client):
    client.force_login(demo_users["superior"])
    assert client.get(reverse("person", args=[demo_users["pa"].pk])).status_code == 404


def test_person_page_viewer_cannot_change_the_person(demo_users, client):
    client.force_login(demo_users["auditor"])
    assert client.get(reverse("person", args=[demo_users["pa"].pk])).status_code == 200
    for name in ("person_edit", "person_deactivate", "person_reactivate", "role_assign"):
        assert (
            client.post(reverse(name, args=[demo_users["pa"].pk]), {"reason": "x"}).status_code
            == 403
        )


def test_person_is_deactivated_from_their_page(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_deactivate", args=[demo_users["pa"].pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"reason": "Left."}).status_code == 302
    assert not Person.objects.get(username="pa").is_active


def test_deactivation_form_refuses_the_signed_in_person(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person_deactivate", args=[demo_users["administrator"].pk])
    assert client.post(url, {"reason": "x"}).status_code == 422


@pytest.mark.parametrize("path", ["people", "person_new", "organizations", "delegations"])
def test_people_and_organization_pages_open_in_french(demo_users, client, path):
    client.force_login(demo_users["administrator"])
    with translation.override("fr"):
        answer = client.get(reverse(path))
    assert (answer.status_code, 'lang="fr"' in answer.content.decode()) == (200, True)


def test_people_list_query_count_does_not_grow_with_people(
    demo_users, client, django_assert_max_num_queries
):
    client.force_login(demo_users["administrator"])
    client.get(reverse("people"))
    with django_assert_max_num_queries(100) as few:
        client.get(reverse("people"))
    for number in range(40):
        add_person(demo_users, username=f"n{number}")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("people"))


# ---- e-mails about a role assignment


def end_role_today(person: Person) -> RoleAssignment:
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
def test_role_assignment_with_last_day_links_its_email_log(demo_users, client, who, of, linked):
    assignment = end_role_today(demo_users[of])
    page = get_page(client, demo_users[who], reverse("person", args=[demo_users[of].pk]))
    assert (f'<a href="{email_log_url(assignment)}">' in page) == linked


def test_role_assignment_without_last_day_has_no_email_log_link(demo_users, client):
    page = get_page(
        client, demo_users["administrator"], reverse("person", args=[demo_users["pa"].pk])
    )
    assert "/emails/role_assignment/" not in page


def test_person_page_query_count_does_not_grow_with_role_assignments(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("person", args=[demo_users["pa"].pk])
    assignment = end_role_today(demo_users["pa"])
    few = count_queries(client, url)
    for _number in range(20):
        assignment.pk, assignment._state.adding = uuid4(), True
        assignment.save()
    assert count_queries(client, url) == few


INVISIBLE = ["\u200b", "\u2800", "\u00a0", "\u202e"]


@pytest.mark.parametrize("column", ["name", "username"])
@pytest.mark.parametrize("sign", INVISIBLE)
def test_person_whose_name_cannot_be_seen_is_not_added(demo_users, client, column, sign):
    client.force_login(demo_users["administrator"])
    typed = {"name": "New", "username": "new", "email": "new@example.invalid"} | {column: sign}
    typed |= {"engagement": "employee"}
    answer = client.post(reverse("person_new"), typed)
    assert answer.status_code == 422
    assert column in answer.context["form"].errors
    assert not Person.objects.filter(email="new@example.invalid").exists()


@pytest.mark.parametrize(
    "username", ["Practitioner", "PRACTITIONER", "pract1tioner", "practiti.oner"]
)
def test_sign_in_name_that_looks_like_another_is_refused(demo_users, client, username):
    client.force_login(demo_users["administrator"])
    typed = {"name": "New", "username": username, "email": "new@example.invalid"}
    answer = client.post(reverse("person_new"), typed | {"engagement": "employee"})
    assert answer.status_code == 422
    assert "or one that looks like it" in answer.text


def test_sign_in_name_of_punctuation_alone_is_refused(demo_users, client):
    client.force_login(demo_users["administrator"])
    typed = {"name": "New", "username": "...", "email": "new@example.invalid"}
    answer = client.post(reverse("person_new"), typed | {"engagement": "employee"})
    assert "needs a letter or a digit" in answer.text


def test_person_keeps_a_sign_in_name_with_other_capitals(demo_users):
    person = demo_users["practitioner"]
    people.change(person, by=demo_users["administrator"], username="Practitioner")
    person.refresh_from_db()
    person.full_clean()
    assert person.username == "Practitioner"


def test_person_is_found_by_sign_in_name_in_any_case_alone(demo_users):
    for typed in ("practitioner", "Practitioner", "PRACTITIONER"):
        assert Person.objects.get_by_natural_key(typed) == demo_users["practitioner"]
    for typed in ("pract1tioner", "practiti.oner", ""):
        with pytest.raises(Person.DoesNotExist):
            Person.objects.get_by_natural_key(typed)
