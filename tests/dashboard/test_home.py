import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Person, RoleAssignment
from directive.roles import Role
from tests.reminders.office import Department


def page(client: Client, person: Person, language: str = "en") -> str:
    client.force_login(person)
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return response.content.decode()


def section(html: str, name: str) -> str:
    """The part of the desk under this heading."""
    return html.split(f'id="{name}"')[1].split("</section>")[0] if f'id="{name}"' in html else ""


def test_what_waits_for_me_has_its_one_button(
    client: Client, department: Department, pa: Person
) -> None:
    row = department.nominate()
    waiting = section(page(client, pa), "waiting")
    assert "The nominee, Navy of tests" in waiting
    assert "The superior" in waiting
    assert f'href="/en/practitioners/{row.pk}/advise/"' in waiting
    assert "5 working days left" in waiting


def test_who_asked_sees_who_holds_it(client: Client, department: Department, pa: Person) -> None:
    department.nominate()
    html = page(client, department.superior)
    assert "The nominee" not in section(html, "waiting")
    assert "Public affairs staff" in section(html, "held")


def test_it_moves_to_the_next_desk(client: Client, department: Department, pa: Person) -> None:
    department.advise(department.nominate(), by=pa)
    assert "The nominee" not in section(page(client, pa), "waiting")
    html = page(client, department.superior)
    assert "Authorize" in section(html, "waiting")
    assert "The nominee" not in section(html, "held")


def test_the_most_urgent_comes_first(client: Client, department: Department, pa: Person) -> None:
    later, sooner = department.nominate(), department.nominate(department.person("urgent"))
    type(sooner).objects.filter(pk=sooner.pk).update(due_on=later.state_changed_at.date())
    waiting = section(page(client, pa), "waiting")
    assert waiting.index("The urgent") < waiting.index("The nominee")
    assert "Target is today" in waiting


def test_nobody_sees_what_waits_elsewhere(
    client: Client, department: Department, pa: Person
) -> None:
    army = {"code": "army", "level": "l1", "name_en": "Army of tests", "name_fr": "Armée d’essai"}
    elsewhere = type(department.root).objects.add_child(department.root, army)
    stranger = department.person("stranger")
    RoleAssignment.objects.create(person=stranger, role=Role.PA, organization=elsewhere)
    department.nominate()
    assert "nominee" not in page(client, stranger)


def test_nobody_acts_on_their_own(client: Client, department: Department, pa: Person) -> None:
    department.nominate(pa)
    html = page(client, pa)
    assert "The pa" not in section(html, "waiting")
    assert "The pa" in section(html, "held")


def test_an_office_that_ends_empties_the_desk(
    client: Client, department: Department, pa: Person
) -> None:
    row = department.nominate()
    assert "The nominee" in page(client, pa)
    RoleAssignment.objects.filter(person=pa).update(ended_at=row.state_changed_at)
    assert "The nominee" not in page(client, pa)


def test_without_an_office_the_desk_says_what_to_do(client: Client, department: Department) -> None:
    html = page(client, department.nominee)
    assert "You hold no office yet" in html
    assert "Nothing waits for you" not in html


def test_an_empty_desk_says_so(client: Client, department: Department, pa: Person) -> None:
    html = page(client, pa)
    assert "Nothing waits for you" in html
    assert "You wait for nobody" in html


def test_who_may_begin_something_finds_it_here(client: Client, department: Department) -> None:
    assert "Nominate a practitioner" in page(client, department.superior)
    assert "Start a request" not in page(client, department.superior)


def test_an_l1_sees_the_organization_at_a_glance(client: Client, department: Department) -> None:
    assert "My organization at a glance" in page(client, department.person("l1", Role.L1))
    assert "My organization at a glance" not in page(client, department.superior)


def test_in_french(client: Client, department: Department, pa: Person) -> None:
    row = department.nominate()
    html = page(client, pa, "fr")
    assert "Marine d’essai" in html
    assert f'href="/fr/practitioners/{row.pk}/advise/"' in html


@pytest.mark.parametrize("who", ["pa", "superior"])
def test_as_many_queries_for_twenty_rows_as_for_two(
    client: Client, department: Department, pa: Person, who: str
) -> None:
    person = Person.objects.get(username=who)
    counts = []
    for numbers in (range(2), range(2, 20)):
        for number in numbers:
            department.nominate(department.person(f"person{number}"))
        client.force_login(person)
        client.get("/en/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
