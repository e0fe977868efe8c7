import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from access.models import Person, RoleAssignment
from directive.roles import Role
from tests.factories import Department


def page(client: Client, person: Person, language: str = "en") -> str:
    client.force_login(person)
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return response.content.decode()


def section(html: str, name: str) -> str:
    """The section of the dashboard under this heading."""
    return html.split(f'id="{name}"')[1].split("</section>")[0] if f'id="{name}"' in html else ""


def test_my_task_shows_the_subject_and_its_step_link(
    client: Client, department: Department, pa: Person
) -> None:
    row = department.nominate()
    waiting = section(page(client, pa), "my-tasks")
    assert "The nominee, Navy of tests" in waiting
    assert "The superior" in waiting
    assert f'href="/en/practitioners/{row.pk}/advise/"' in waiting
    assert "5 working days left" in waiting


def test_requester_sees_who_must_act_under_waiting_on_others(
    client: Client, department: Department, pa: Person
) -> None:
    department.nominate()
    html = page(client, department.superior)
    assert "The nominee" not in section(html, "my-tasks")
    assert "Public affairs staff" in section(html, "waiting-on-others")


def test_completed_task_moves_to_the_next_person(
    client: Client, department: Department, pa: Person
) -> None:
    department.advise(department.nominate(), by=pa)
    assert "The nominee" not in section(page(client, pa), "my-tasks")
    html = page(client, department.superior)
    assert "Authorize" in section(html, "my-tasks")
    assert "The nominee" not in section(html, "waiting-on-others")


def test_most_urgent_task_comes_first(client: Client, department: Department, pa: Person) -> None:
    later, sooner = department.nominate(), department.nominate(department.person("urgent"))
    type(sooner).objects.filter(pk=sooner.pk).update(due_on=later.state_changed_at.date())
    waiting = section(page(client, pa), "my-tasks")
    assert waiting.index("The urgent") < waiting.index("The nominee")
    assert "Target is today" in waiting


def test_task_of_another_organization_is_not_shown(
    client: Client, department: Department, pa: Person
) -> None:
    army = {"code": "army", "level": "l1", "name_en": "Army of tests", "name_fr": "Armée d’essai"}
    elsewhere = type(department.root).objects.add_child(department.root, army)
    stranger = department.person("stranger")
    RoleAssignment.objects.create(person=stranger, role=Role.PA, organization=elsewhere)
    department.nominate()
    assert "nominee" not in page(client, stranger)


def test_own_nomination_is_not_a_task_of_the_nominee(
    client: Client, department: Department, pa: Person
) -> None:
    department.nominate(pa)
    html = page(client, pa)
    assert "The pa" not in section(html, "my-tasks")
    assert "The pa" in section(html, "waiting-on-others")


def test_ended_role_assignment_empties_my_tasks(
    client: Client, department: Department, pa: Person
) -> None:
    row = department.nominate()
    assert "The nominee" in page(client, pa)
    RoleAssignment.objects.filter(person=pa).update(ended_at=row.state_changed_at)
    assert "The nominee" not in page(client, pa)


def test_dashboard_without_a_role_says_what_to_do(client: Client, department: Department) -> None:
    html = page(client, department.nominee)
    assert "No role assigned" in html
    assert "You have no tasks" not in html


def test_dashboard_without_tasks_says_so(
    client: Client, department: Department, pa: Person
) -> None:
    html = page(client, pa)
    assert "You have no tasks" in html
    assert "Nothing is waiting on others" in html


def test_dashboard_offers_the_start_actions_of_the_role(
    client: Client, department: Department
) -> None:
    assert "Nominate a practitioner" in page(client, department.superior)
    assert "Start a request" not in page(client, department.superior)


def test_l1_dashboard_shows_organization_statistics(client: Client, department: Department) -> None:
    assert "My organization at a glance" in page(client, department.person("l1", Role.L1))
    assert "My organization at a glance" not in page(client, department.superior)


def test_dashboard_opens_in_french(client: Client, department: Department, pa: Person) -> None:
    row = department.nominate()
    html = page(client, pa, "fr")
    assert "Marine d’essai" in html
    assert f'href="/fr/practitioners/{row.pk}/advise/"' in html


@pytest.mark.parametrize("who", ["pa", "superior"])
def test_dashboard_query_count_does_not_grow_with_tasks(
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
