"""The page of all letters about one thing: who may read it, and what is on it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import gettext, override

from access.delegation import delegate
from access.models import Delegation, Office, Organization, Person
from access.policy import may_see
from access.standing import standing_of
from directive.roles import Role
from practitioners.models import Authorization
from registry.models import Account
from reminders.kinds import ORGANIZATION, VACANT
from reminders.rule import Rule
from reminders.rules import BY_KIND, RULES
from reminders.sweep import noon, sweep
from tests.laws.rows import one_of_each
from tests.practitioners.nominees import nominated
from tests.reminders.occasions import bring_about
from tests.reminders.written import TASK, address, queries, read_through, reading, write
from workflow.models import Letter

pytestmark = pytest.mark.django_db
Cast = dict[str, Person]
Status = Callable[[str, Any], int]
TODAY = timezone.localdate()
LATER = TODAY + timedelta(days=12)  # far enough for what the story has just told of
KEEPER = "administrator"


def navy() -> Organization:
    return Organization.objects.get(code="rcn")


@pytest.fixture
def nomination(cast: Cast) -> Authorization:
    return nominated(cast, cast["nobody"])


def ending(person: Person) -> Office:
    office = person.offices.get()
    office.last_day = TODAY + timedelta(days=5)
    office.save()
    return office


def lent(cast: Cast, **what: object) -> Delegation:
    what = what or {"organization": navy()}
    by, to = ("practitioner", "practitioner2") if "account_id" in what else ("superior", "nobody")
    return delegate(by=cast[by], to=cast[to], last_day=TODAY, reason="Leave.", **what)


@pytest.fixture
def status(cast: Cast, client: Client) -> Status:
    def status(who: str, row: Any) -> int:
        client.force_login(cast[who])
        return client.get(address(row)).status_code

    return status


# ---- who may read it


def test_who_sees_a_record_sees_its_letters_and_nobody_else(told: Cast, status: Status) -> None:
    for row in one_of_each():
        for who, person in told.items():
            expected = 200 if may_see(standing_of(person), row) else 404
            assert status(who, row) == expected, (who, row)


def test_those_about_an_organization_are_for_who_keeps_people_there(
    cast: Cast, status: Status
) -> None:
    assert {who for who in cast if status(who, navy()) == 200} == {KEEPER}


def test_a_keeper_of_people_elsewhere_does_not_see_them(cast: Cast, status: Status) -> None:
    army = Organization.objects.get(code="ca")
    Office.objects.filter(person=cast[KEEPER]).update(organization=army)
    assert (status(KEEPER, army), status(KEEPER, navy())) == (200, 404)
    assert status(KEEPER, ending(cast["pa2"])) == 200
    assert status(KEEPER, ending(cast["pa"])) == 404
    assert status(KEEPER, lent(cast)) == 404


def test_those_about_an_office_are_for_who_keeps_people_there(cast: Cast, status: Status) -> None:
    office = ending(cast["pa"])
    assert {who for who in cast if status(who, office) == 200} == {KEEPER}


def test_and_for_its_holder_where_a_page_shows_it_to_them(cast: Cast, status: Status) -> None:
    office = ending(cast["auditor"])
    assert {who for who in cast if status(who, office) == 200} == {"auditor", KEEPER}


def test_those_about_a_delegation_are_for_who_lent_and_who_keeps_people(
    cast: Cast, status: Status
) -> None:
    delegation = lent(cast)
    assert {who for who in cast if status(who, delegation) == 200} == {"superior", KEEPER}


def test_those_about_a_delegation_for_one_account_are_for_who_lent_it(
    told: Cast, status: Status
) -> None:
    account = Account.objects.filter(practitioners=told["practitioner"]).first()
    delegation = lent(told, account_id=account.pk)
    assert {who for who in told if status(who, delegation) == 200} == {"practitioner"}


def test_what_is_not_there_has_no_page(cast: Cast, client: Client) -> None:
    client.force_login(cast[KEEPER])
    person = cast["pa"].pk
    for path in (f"organization/{uuid4()}", f"person/{person}", f"digest/{person}", f"x/{person}"):
        assert client.get(f"/en/letters/{path}/").status_code == 404, path


def test_nothing_is_changed_there(nomination: Authorization, cast: Cast, client: Client) -> None:
    client.force_login(cast["superior"])
    assert client.post(address(nomination)).status_code == 405


# ---- what is on it


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_says_to_whom_why_and_when_in_each_language(
    cast: Cast, client: Client, language: str
) -> None:
    write(navy(), 1, to=cast["dma"])
    page = reading(client, cast[KEEPER], address(navy(), language))
    with override(language):
        task = gettext(TASK)
        said = gettext("Nobody can act: %(step)s") % {"step": task}
        assert f"{said} ({gettext('Appropriate superior')})" in page
        assert f"<title>{gettext('Letters')} – {navy().name} – " in page
        assert gettext("What became of it") in page
        assert gettext("About to be sent") in page
    assert "DMA (demo)" in page
    assert f'href="/{language}/organizations/{navy().pk}/"' in page


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "No letter was written about this yet."),
        ("fr", "Aucun courriel n’a encore été préparé à ce sujet."),
    ],
)
def test_where_there_is_none_it_says_so(
    cast: Cast, client: Client, language: str, says: str
) -> None:
    assert says in reading(client, cast["superior"], address(lent(cast), language))


def test_it_leads_back_to_what_the_letters_are_about(
    nomination: Authorization, cast: Cast, client: Client
) -> None:
    delegation, office = lent(cast), ending(cast["pa"])
    person = f"/en/people/{cast['pa'].pk}/"
    lender = f"/en/people/{cast['superior'].pk}/"
    for who, row, place in (
        ("superior", nomination, nomination.get_absolute_url()),
        (KEEPER, office, person),
        ("superior", delegation, "/en/delegations/"),
        (KEEPER, delegation, lender),
    ):
        page = reading(client, cast[who], address(row))
        assert f'<li><a href="{place}">' in page, row
        assert client.get(place).status_code == 200


def test_it_names_an_office_and_a_delegation(told: Cast, client: Client) -> None:
    account = Account.objects.filter(practitioners=told["practitioner"]).first()
    office = reading(client, told[KEEPER], address(ending(told["pa"])))
    assert "<p>PA staff (RCN, demo) – Public affairs staff, Royal Canadian Navy</p>" in office
    of_navy = reading(client, told["superior"], address(lent(told)))
    assert "<p>Superior (RCN, demo): Royal Canadian Navy, until" in of_navy
    of_one = reading(client, told["practitioner"], address(lent(told, account_id=account.pk)))
    assert "<p>Practitioner (RCN, demo): One account, until" in of_one


# ---- its pages


def test_all_are_there_the_latest_first(
    nomination: Authorization, cast: Cast, client: Client
) -> None:
    write(nomination, 120, to=cast["dma"])
    client.force_login(cast["superior"])
    pages = list(read_through(client, address(nomination)))
    found = [letter.written_at for page in pages for letter in page]
    kept = Letter.objects.filter(object_id=nomination.pk).values_list("created_at", flat=True)
    assert [len(page) for page in pages] == [50, 50, len(kept) - 100]
    assert found == sorted(kept, reverse=True)


def test_and_back_again(nomination: Authorization, cast: Cast, client: Client) -> None:
    write(nomination, 120, to=cast["dma"])
    client.force_login(cast["superior"])
    first = client.get(address(nomination)).context
    second = client.get(address(nomination) + first["page"].next_url).context
    again = client.get(address(nomination) + second["page"].previous_url).context
    assert again["letters"] == first["letters"] != second["letters"]


def test_of_those_written_at_one_moment_each_is_there_once(cast: Cast, client: Client) -> None:
    write(navy(), 120, to=cast["dma"])
    at = timezone.now()
    for number, letter in enumerate(Letter.objects.filter(object_id=navy().pk)):
        sent_at = at + timedelta(seconds=number)  # tells them apart
        Letter.objects.filter(pk=letter.pk).update(created_at=at, sent_at=sent_at)
    client.force_login(cast[KEEPER])
    found = [letter.at for page in read_through(client, address(navy())) for letter in page]
    assert len(found) == len(set(found)) == 120


def test_no_page_begins_at_a_letter_about_something_else(
    nomination: Authorization, cast: Cast, client: Client
) -> None:
    write(navy(), 60, to=cast["dma"])
    other = Letter.objects.filter(object_id=nomination.pk).first()
    client.force_login(cast[KEEPER])
    page = client.get(f"{address(navy())}?after={other.pk}").context
    assert len(page["letters"]) == 50


def test_as_many_queries_for_twenty_letters_as_for_two(cast: Cast, client: Client) -> None:
    client.force_login(cast[KEEPER])
    write(navy(), 2, to=cast["dma"])
    few = queries(client, address(navy()))
    for who in ("pa", "l1", "daip"):
        write(navy(), 6, to=cast[who])
    assert queries(client, address(navy())) == few


# ---- what the sweep writes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_every_letter_of_the_sweep_is_on_a_page(
    told: Cast, client: Client, rule: Rule, monkeypatch: pytest.MonkeyPatch
) -> None:
    bring_about(rule, told, LATER)
    monkeypatch.setattr("reminders.sweep.RULES", (rule,))
    sweep(noon(LATER))
    letter = Letter.objects.filter(
        kind__startswith=rule.kind, facts__due_on=LATER.isoformat()
    ).first()
    reader = told[KEEPER] if rule.object_kind == "office" else letter.recipient
    for language in ("en", "fr"):
        url = f"/{language}/letters/{letter.object_kind}/{letter.object_id}/"
        page = reading(client, reader, url)
        with override(language):
            assert gettext(rule.label) in page
            assert letter.recipient.name in page


def test_a_vacancy_that_the_sweep_comes_upon_is_on_the_page_of_the_organization(
    told: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = BY_KIND["practitioner.advise"]
    bring_about(rule, told, LATER)
    Office.objects.filter(role=Role.PA).update(ended_at=timezone.now())
    monkeypatch.setattr("reminders.sweep.RULES", (rule,))
    sweep(noon(LATER))
    letter = Letter.objects.get(kind=rule.kind + VACANT)
    assert (letter.object_kind, letter.object_id) == (ORGANIZATION, navy().pk)
    said = "Nobody can act: Advise on the nomination (Public affairs staff)"
    for url in (address(navy()), f"/en/organizations/{navy().pk}/"):
        assert said in reading(client, told[KEEPER], url)
