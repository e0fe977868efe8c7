"""The page of all letters about one thing: who may read it, and what is on it."""

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
from outbox.models import EmailDelivery, Notification
from practitioners.models import Authorization
from registry.models import Account
from reminders.rule import ReminderRule
from reminders.rules import RULES, RULES_BY_NAME
from reminders.run import noon, send_reminders
from tests.factories.authorizations import nominated_authorization
from tests.invariants.demo_rows import one_row_per_state
from tests.reminders.occasions import bring_about
from tests.reminders.written import TASK, address, queries, read_through, reading, write

pytestmark = pytest.mark.django_db
Cast = dict[str, Person]
Status = Callable[[str, Any], int]
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=12)  # far enough for what the story has just told of
KEEPER = "administrator"


def navy() -> Organization:
    return Organization.objects.get(code="rcn")


@pytest.fixture
def nomination(demo_users: Cast) -> Authorization:
    return nominated_authorization(demo_users, demo_users["nobody"])


def ending(person: Person) -> RoleAssignment:
    assignment = person.role_assignments.get()
    assignment.last_day = TODAY + timedelta(days=5)
    assignment.save()
    return assignment


def lent(demo_users: Cast, **what: object) -> Delegation:
    what = what or {"organization": navy()}
    by, to = ("practitioner", "practitioner2") if "account_id" in what else ("superior", "nobody")
    return delegate(by=demo_users[by], to=demo_users[to], last_day=TODAY, reason="Leave.", **what)


@pytest.fixture
def status(demo_users: Cast, client: Client) -> Status:
    def status(who: str, row: Any) -> int:
        client.force_login(demo_users[who])
        return client.get(address(row)).status_code

    return status


# ---- who may read it


def test_who_sees_a_record_sees_its_letters_and_nobody_else(
    demo_data: Cast, status: Status
) -> None:
    for row in one_row_per_state():
        for who, person in demo_data.items():
            expected = 200 if can_view(access_for(person), row) else 404
            assert status(who, row) == expected, (who, row)


def test_those_about_an_organization_are_for_who_keeps_people_there(
    demo_users: Cast, status: Status
) -> None:
    assert {who for who in demo_users if status(who, navy()) == 200} == {KEEPER}


def test_a_keeper_of_people_elsewhere_does_not_see_them(demo_users: Cast, status: Status) -> None:
    army = Organization.objects.get(code="ca")
    RoleAssignment.objects.filter(person=demo_users[KEEPER]).update(organization=army)
    assert (status(KEEPER, army), status(KEEPER, navy())) == (200, 404)
    assert status(KEEPER, ending(demo_users["pa2"])) == 200
    assert status(KEEPER, ending(demo_users["pa"])) == 404
    assert status(KEEPER, lent(demo_users)) == 404


def test_those_about_an_office_are_for_who_keeps_people_there(
    demo_users: Cast, status: Status
) -> None:
    assignment = ending(demo_users["pa"])
    assert {who for who in demo_users if status(who, assignment) == 200} == {KEEPER}


def test_and_for_its_holder_where_a_page_shows_it_to_them(demo_users: Cast, status: Status) -> None:
    assignment = ending(demo_users["auditor"])
    assert {who for who in demo_users if status(who, assignment) == 200} == {"auditor", KEEPER}


def test_those_about_a_delegation_are_for_who_lent_and_who_keeps_people(
    demo_users: Cast, status: Status
) -> None:
    delegation = lent(demo_users)
    assert {who for who in demo_users if status(who, delegation) == 200} == {"superior", KEEPER}


def test_those_about_a_delegation_for_one_account_are_for_who_lent_it(
    demo_data: Cast, status: Status
) -> None:
    account = Account.objects.filter(practitioners=demo_data["practitioner"]).first()
    delegation = lent(demo_data, account_id=account.pk)
    assert {who for who in demo_data if status(who, delegation) == 200} == {"practitioner"}


def test_what_is_not_there_has_no_page(demo_users: Cast, client: Client) -> None:
    client.force_login(demo_users[KEEPER])
    person = demo_users["pa"].pk
    for path in (f"organization/{uuid4()}", f"person/{person}", f"digest/{person}", f"x/{person}"):
        assert client.get(f"/en/emails/{path}/").status_code == 404, path


def test_nothing_is_changed_there(
    nomination: Authorization, demo_users: Cast, client: Client
) -> None:
    client.force_login(demo_users["superior"])
    assert client.post(address(nomination)).status_code == 405


# ---- what is on it


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_says_to_whom_why_and_when_in_each_language(
    demo_users: Cast, client: Client, language: str
) -> None:
    write(navy(), 1, to=demo_users["dma"])
    page = reading(client, demo_users[KEEPER], address(navy(), language))
    with override(language):
        task = gettext(TASK)
        said = gettext("Nobody can act: %(step)s") % {"step": task}
        assert f"{said} ({gettext('Appropriate superior')})" in page
        assert f"<title>{gettext('E-mails')} – {navy().name} – " in page
        assert gettext("What became of it") in page
        assert gettext("About to be sent") in page
    assert "DMA (demo)" in page
    assert f'href="/{language}/organizations/{navy().pk}/"' in page


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "No e-mail about this yet."),
        ("fr", "Aucun courriel à ce sujet pour l’instant."),
    ],
)
def test_where_there_is_none_it_says_so(
    demo_users: Cast, client: Client, language: str, says: str
) -> None:
    assert says in reading(client, demo_users["superior"], address(lent(demo_users), language))


def test_it_leads_back_to_what_the_letters_are_about(
    nomination: Authorization, demo_users: Cast, client: Client
) -> None:
    delegation, assignment = lent(demo_users), ending(demo_users["pa"])
    person = f"/en/people/{demo_users['pa'].pk}/"
    lender = f"/en/people/{demo_users['superior'].pk}/"
    for who, row, place in (
        ("superior", nomination, nomination.get_absolute_url()),
        (KEEPER, assignment, person),
        ("superior", delegation, "/en/delegations/"),
        (KEEPER, delegation, lender),
    ):
        page = reading(client, demo_users[who], address(row))
        assert f'<li><a href="{place}">' in page, row
        assert client.get(place).status_code == 200


def test_it_names_an_office_and_a_delegation(demo_data: Cast, client: Client) -> None:
    account = Account.objects.filter(practitioners=demo_data["practitioner"]).first()
    assignment = reading(client, demo_data[KEEPER], address(ending(demo_data["pa"])))
    assert "<p>PA staff (RCN, demo) – Public affairs staff, Royal Canadian Navy</p>" in assignment
    of_navy = reading(client, demo_data["superior"], address(lent(demo_data)))
    assert "<p>Superior (RCN, demo): Royal Canadian Navy, until" in of_navy
    of_one = reading(
        client, demo_data["practitioner"], address(lent(demo_data, account_id=account.pk))
    )
    assert "<p>Practitioner (RCN, demo): One account, until" in of_one


# ---- its pages


def test_all_are_there_the_latest_first(
    nomination: Authorization, demo_users: Cast, client: Client
) -> None:
    write(nomination, 120, to=demo_users["dma"])
    client.force_login(demo_users["superior"])
    pages = list(read_through(client, address(nomination)))
    found = [notification.written_at for page in pages for notification in page]
    kept = Notification.objects.filter(object_id=nomination.pk).values_list("created_at", flat=True)
    assert [len(page) for page in pages] == [50, 50, len(kept) - 100]
    assert found == sorted(kept, reverse=True)


def test_and_back_again(nomination: Authorization, demo_users: Cast, client: Client) -> None:
    write(nomination, 120, to=demo_users["dma"])
    client.force_login(demo_users["superior"])
    first = client.get(address(nomination)).context
    second = client.get(address(nomination) + first["page"].next_url).context
    again = client.get(address(nomination) + second["page"].previous_url).context
    assert again["emails"] == first["emails"] != second["emails"]


def test_of_those_written_at_one_moment_each_is_there_once(
    demo_users: Cast, client: Client
) -> None:
    write(navy(), 120, to=demo_users["dma"])
    at = timezone.now()
    for number, notification in enumerate(Notification.objects.filter(object_id=navy().pk)):
        sent_at = at + timedelta(seconds=number)  # tells them apart
        Notification.objects.filter(pk=notification.pk).update(created_at=at)
        EmailDelivery.objects.filter(pk=notification.pk).update(sent_at=sent_at)
    client.force_login(demo_users[KEEPER])
    found = [
        notification.outcome_at
        for page in read_through(client, address(navy()))
        for notification in page
    ]
    assert len(found) == len(set(found)) == 120


def test_no_page_begins_at_a_letter_about_something_else(
    nomination: Authorization, demo_users: Cast, client: Client
) -> None:
    write(navy(), 60, to=demo_users["dma"])
    other = Notification.objects.filter(object_id=nomination.pk).first()
    client.force_login(demo_users[KEEPER])
    page = client.get(f"{address(navy())}?after={other.pk}").context
    assert len(page["emails"]) == 50


def test_as_many_queries_for_twenty_letters_as_for_two(demo_users: Cast, client: Client) -> None:
    client.force_login(demo_users[KEEPER])
    write(navy(), 2, to=demo_users["dma"])
    few = queries(client, address(navy()))
    for who in ("pa", "l1", "daip"):
        write(navy(), 6, to=demo_users[who])
    assert queries(client, address(navy())) == few


# ---- what the sweep writes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_letter_of_the_sweep_is_on_a_page(
    demo_data: Cast, client: Client, rule: ReminderRule, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_about(rule, demo_data, LATER)
    monkeypatch.setattr("reminders.run.RULES", (rule,))
    send_reminders(noon(LATER))
    notification = Notification.objects.filter(
        event_type__startswith=rule.name, context__due_on=LATER.isoformat()
    ).first()
    reader = demo_data[KEEPER] if rule.object_type == "role_assignment" else notification.recipient
    for language in ("en", "fr"):
        url = f"/{language}/emails/{notification.object_type}/{notification.object_id}/"
        page = reading(client, reader, url)
        with override(language):
            assert gettext(rule.label) in page
            assert notification.recipient.name in page


def test_a_vacancy_that_the_sweep_comes_upon_is_on_the_page_of_the_organization(
    demo_data: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = RULES_BY_NAME["practitioner.advise"]
    bring_about(rule, demo_data, LATER)
    RoleAssignment.objects.filter(role=Role.PA).update(ended_at=timezone.now())
    monkeypatch.setattr("reminders.run.RULES", (rule,))
    send_reminders(noon(LATER))
    notification = Notification.objects.get(event_type=rule.name + VACANT)
    assert (notification.object_type, notification.object_id) == (ORGANIZATION, navy().pk)
    said = "Nobody can act: Advise on the nomination (Public affairs staff)"
    for url in (address(navy()), f"/en/organizations/{navy().pk}/"):
        assert said in reading(client, demo_data[KEEPER], url)
