"""The page of all e-mails about one object: who may view it, and what it shows."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from access.models import Delegation, Organization, Person, RoleAssignment
from access.policy import can_view
from access.resolver import access_for
from access.services.delegations import delegate
from directive.roles import Role
from outbox.event_types import ORGANIZATION, VACANT
from outbox.models import Notification
from practitioners.models import Authorization
from registry.models import Account
from reminders.rule import ReminderRule
from reminders.rules import RULES, RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.invariants.demo_rows import one_row_per_state
from tests.outbox.email_log import TASK, create_emails, email_log_url, get_page
from tests.reminders.due_rows import make_row_due

pytestmark = pytest.mark.template_database("users")
People = dict[str, Person]
Status = Callable[[str, Any], int]
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=12)  # after the notifications that the demo data has already
ADMINISTRATOR = "administrator"


def navy() -> Organization:
    return Organization.objects.get(code="rcn")


def assignment_ending_soon(person: Person) -> RoleAssignment:
    assignment = person.role_assignments.get()
    assignment.last_day = TODAY + timedelta(days=5)
    assignment.save()
    return assignment


def create_delegation(demo_users: People, **scope: object) -> Delegation:
    scope = scope or {"organization": navy()}
    by, to = ("practitioner", "practitioner2") if "account_id" in scope else ("superior", "nobody")
    return delegate(by=demo_users[by], to=demo_users[to], last_day=TODAY, reason="Leave.", **scope)


@pytest.fixture
def status(demo_users: People, client: Client) -> Status:
    def status(name: str, row: Any) -> int:
        client.force_login(demo_users[name])
        return client.get(email_log_url(row)).status_code

    return status


# ---- who may view it


@pytest.mark.template_database("demo")
def test_emails_about_an_object_are_visible_to_its_viewers_only(
    demo_data: People, status: Status
) -> None:
    for row in one_row_per_state():
        for name, person in demo_data.items():
            expected = 200 if can_view(access_for(person), row) else 404
            assert status(name, row) == expected, (name, row)


def test_emails_about_an_organization_are_visible_to_its_administrator_only(
    demo_users: People, status: Status
) -> None:
    assert {name for name in demo_users if status(name, navy()) == 200} == {ADMINISTRATOR}


def test_administrator_of_another_organization_does_not_see_the_emails(
    demo_users: People, status: Status
) -> None:
    army = Organization.objects.get(code="ca")
    RoleAssignment.objects.filter(person=demo_users[ADMINISTRATOR]).update(organization=army)
    assert (status(ADMINISTRATOR, army), status(ADMINISTRATOR, navy())) == (200, 404)
    assert status(ADMINISTRATOR, assignment_ending_soon(demo_users["pa2"])) == 200
    assert status(ADMINISTRATOR, assignment_ending_soon(demo_users["pa"])) == 404
    assert status(ADMINISTRATOR, create_delegation(demo_users)) == 404


def test_emails_about_a_role_assignment_are_visible_to_the_administrator_only(
    demo_users: People, status: Status
) -> None:
    assignment = assignment_ending_soon(demo_users["pa"])
    assert {name for name in demo_users if status(name, assignment) == 200} == {ADMINISTRATOR}


def test_emails_about_a_role_assignment_are_visible_to_a_holder_whose_page_shows_it(
    demo_users: People, status: Status
) -> None:
    assignment = assignment_ending_soon(demo_users["auditor"])
    assert {name for name in demo_users if status(name, assignment) == 200} == {
        "auditor",
        ADMINISTRATOR,
    }


def test_emails_about_a_delegation_are_visible_to_delegator_and_administrator_only(
    demo_users: People, status: Status
) -> None:
    delegation = create_delegation(demo_users)
    assert {name for name in demo_users if status(name, delegation) == 200} == {
        "superior",
        ADMINISTRATOR,
    }


@pytest.mark.template_database("demo")
def test_emails_about_a_delegation_for_one_account_are_visible_to_its_delegator_only(
    demo_data: People, status: Status
) -> None:
    account = Account.objects.filter(practitioners=demo_data["practitioner"]).first()
    delegation = create_delegation(demo_data, account_id=account.pk)
    assert {name for name in demo_data if status(name, delegation) == 200} == {"practitioner"}


def test_email_log_of_an_unknown_object_is_not_found(demo_users: People, client: Client) -> None:
    client.force_login(demo_users[ADMINISTRATOR])
    person = demo_users["pa"].pk
    for path in (f"organization/{uuid4()}", f"person/{person}", f"digest/{person}", f"x/{person}"):
        assert client.get(f"/en/emails/{path}/").status_code == 404, path


def test_email_log_page_is_read_only(
    demo_nomination: Authorization, demo_users: People, client: Client
) -> None:
    client.force_login(demo_users["superior"])
    assert client.post(email_log_url(demo_nomination)).status_code == 405


# ---- what the page shows


@pytest.mark.parametrize("language", ["en", "fr"])
def test_email_log_names_recipient_step_and_outcome_in_each_language(
    demo_users: People, client: Client, language: str
) -> None:
    create_emails(navy(), 1, to=demo_users["dma"])
    page = get_page(client, demo_users[ADMINISTRATOR], email_log_url(navy(), language))
    with override(language):
        task = gettext(TASK)
        heading = gettext("Nobody can act: %(step)s") % {"step": task}
        assert f"{heading} ({gettext('Appropriate superior')})" in page
        assert f"<title>{gettext('E-mails')} – {navy().name} – " in page
        assert gettext("What became of it") in page
        assert gettext("About to be sent") in page
    assert "DMA (demo)" in page
    assert f'href="/{language}/organizations/{navy().pk}/"' in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "No e-mail about this yet."),
        ("fr", "Aucun courriel à ce sujet pour l’instant."),
    ],
)
def test_empty_email_log_says_so(
    demo_users: People, client: Client, language: str, sentence: str
) -> None:
    assert sentence in get_page(
        client, demo_users["superior"], email_log_url(create_delegation(demo_users), language)
    )


def test_email_log_links_back_to_its_object(
    demo_nomination: Authorization, demo_users: People, client: Client
) -> None:
    delegation, assignment = create_delegation(demo_users), assignment_ending_soon(demo_users["pa"])
    person = f"/en/people/{demo_users['pa'].pk}/"
    delegator = f"/en/people/{demo_users['superior'].pk}/"
    for name, row, url in (
        ("superior", demo_nomination, demo_nomination.get_absolute_url()),
        (ADMINISTRATOR, assignment, person),
        ("superior", delegation, "/en/delegations/"),
        (ADMINISTRATOR, delegation, delegator),
    ):
        page = get_page(client, demo_users[name], email_log_url(row))
        assert f'<li><a href="{url}">' in page, row
        assert client.get(url).status_code == 200


@pytest.mark.template_database("demo")
def test_email_log_names_its_role_assignment_or_delegation(
    demo_data: People, client: Client
) -> None:
    account = Account.objects.filter(practitioners=demo_data["practitioner"]).first()
    assignment = get_page(
        client, demo_data[ADMINISTRATOR], email_log_url(assignment_ending_soon(demo_data["pa"]))
    )
    assert "<p>PA staff (RCN, demo) – Public affairs staff, Royal Canadian Navy</p>" in assignment
    of_navy = get_page(client, demo_data["superior"], email_log_url(create_delegation(demo_data)))
    assert "<p>Superior (RCN, demo): Royal Canadian Navy, until" in of_navy
    of_one = get_page(
        client,
        demo_data["practitioner"],
        email_log_url(create_delegation(demo_data, account_id=account.pk)),
    )
    assert "<p>Practitioner (RCN, demo): One account, until" in of_one


# ---- e-mails of reminder runs


@pytest.mark.template_database("demo")
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_reminder_of_each_rule_is_in_the_email_log(
    demo_data: People, client: Client, rule: ReminderRule
) -> None:
    make_row_due(rule, demo_data, LATER)
    send_reminders(noon(LATER), rules=[rule])
    notification = Notification.objects.filter(
        event_type__startswith=rule.name, context__due_on=LATER.isoformat()
    ).first()
    viewer = (
        demo_data[ADMINISTRATOR]
        if rule.object_type == "role_assignment"
        else notification.recipient
    )
    for language in ("en", "fr"):
        url = f"/{language}/emails/{notification.object_type}/{notification.object_id}/"
        page = get_page(client, viewer, url)
        with override(language):
            assert gettext(rule.label) in page
            assert notification.recipient.name in page


@pytest.mark.template_database("demo")
def test_vacancy_found_by_a_reminder_run_is_in_the_email_log_of_the_organization(
    demo_data: People, client: Client
) -> None:
    rule = RULES_BY_NAME["practitioner.advise"]
    make_row_due(rule, demo_data, LATER)
    RoleAssignment.objects.filter(role=Role.PA).update(ended_at=timezone.now())
    send_reminders(noon(LATER), rules=[rule])
    notification = Notification.objects.get(event_type=rule.name + VACANT)
    assert (notification.object_type, notification.object_id) == (ORGANIZATION, navy().pk)
    heading = "Nobody can act: Advise on the nomination (Public affairs staff)"
    for url in (email_log_url(navy()), f"/en/organizations/{navy().pk}/"):
        assert heading in get_page(client, demo_data[ADMINISTRATOR], url)
