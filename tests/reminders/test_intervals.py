"""The days of reminders, as an administrator sets them: audited, with their history."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client

from access.models import Person
from audit.models import Event
from directive.roles import Role
from practitioners.models import Authorization
from reminders.intervals import rungs
from reminders.models import Interval
from reminders.rule import Rungs
from reminders.rules import BY_KIND, RULES, WITHIN
from reminders.statement import rung_sql
from tests.reminders.occasions import bring_about

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 1)
SET = {"before": [3], "every": 5, "superior": 4, "l1": 9, "ecomms": 20}
TYPED = SET | {"kind": "account.listing", "before": "14,2"}


def test_the_days_of_the_table_hold_where_nothing_is_set() -> None:
    found = rungs()["request.advise"]
    assert (found.before, found.every) == ((30, 7, 1), 7)
    assert found.climb == {Role.SUPERIOR: 7, Role.L1: 14, Role.ECOMMS: 28}


def test_a_row_for_one_kind_comes_before_the_row_for_all() -> None:
    Interval.objects.create(kind="", **SET)
    Interval.objects.create(kind="request.advise", **SET | {"every": 2})
    found = rungs()
    assert (found["request.advise"].every, found["request.submit"].every) == (2, 5)
    assert found["request.submit"].climb[Role.SUPERIOR] == 4


def test_what_ends_is_not_reminded_of_afterwards_whatever_is_set() -> None:
    Interval.objects.create(kind="", **SET)
    assert rungs()["office.ending"].every == 0


def test_only_those_above_are_climbed_to() -> None:
    assert rungs()["account.register"].climb == {}


@pytest.mark.parametrize(
    "given",
    [
        Rungs(),
        Rungs(before=(), every=3, climb={}),
        Rungs(before=(2,), every=0),
        Rungs(every=10, climb={Role.SUPERIOR: 4, Role.L1: 25}),
    ],
)
def test_the_statement_knows_the_same_rungs(given: Rungs) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT late, {rung_sql(given)} FROM generate_series(-40, 40) late ORDER BY late"
        )
        assert dict(cursor.fetchall()) == {late: given.on(late) for late in range(-40, 41)}


def test_an_administrator_sets_them_and_sees_who_did(cast, client: Client) -> None:
    client.force_login(cast["administrator"])
    client.post("/en/reference/reminders/interval/add/", TYPED)
    row = Interval.objects.get()
    client.post(f"/en/reference/reminders/interval/{row.pk}/change/", TYPED | {"every": 9})
    assert rungs()["account.listing"].before == (14, 2)
    assert [event.verb for event in Event.objects.filter(kind="interval")] == [
        "interval.add",
        "interval.correct",
    ]
    page = client.get(f"/en/reference/reminders/interval/{row.pk}/history/").content.decode()
    assert cast["administrator"].name in page
    assert "days between reminders after the day" in page


def test_a_new_row_starts_from_the_days_of_the_table(cast, client: Client) -> None:
    client.force_login(cast["administrator"])
    page = client.get("/en/reference/reminders/interval/add/").content.decode()
    assert 'value="30,7,1"' in page
    assert all(rule.kind in page for rule in RULES)


def test_nobody_else_comes_near(cast, client: Client) -> None:
    client.force_login(cast["ecomms"])
    assert client.get("/en/reference/reminders/interval/").status_code in (302, 403)


def test_days_reach_from_the_first_rung_to_the_last() -> None:
    days = Rungs(before=(7, 1)).days(date(2026, 12, 8), until=date(2026, 12, 23))
    assert [day.day for day in days] == [1, 7, 8, 15, 22]


@pytest.mark.parametrize("kind", ["account.listing", "account.finding", "request.draft"])
def test_the_days_within_which_it_is_due_are_data(kind: str, told: dict[str, Person]) -> None:
    bring_about(BY_KIND[kind], told, DAY)
    row = BY_KIND[kind].rows().get(day=DAY)
    Interval.objects.create(kind=kind, within=WITHIN[kind] + 3, **SET)
    assert BY_KIND[kind].rows().get(pk=row.pk).day == DAY + timedelta(days=3)


def test_a_first_acknowledgement_is_due_within_the_days_that_are_set(
    told: dict[str, Person],
) -> None:
    mine = Authorization.objects.filter(person=told["practitioner"])
    mine.update(acknowledged_on=None, authorized_on=DAY)
    Interval.objects.create(kind="practitioner.security", within=2, **SET)
    row = BY_KIND["practitioner.security"].rows().get(pk=mine.get().pk)
    assert row.day == DAY + timedelta(days=2)


def test_what_has_its_day_elsewhere_takes_no_other(cast, client: Client) -> None:
    client.force_login(cast["administrator"])
    typed = TYPED | {"kind": "office.ending", "within": 4}
    page = client.post("/en/reference/reminders/interval/add/", typed).content.decode()
    assert "The day of this kind is set elsewhere: leave it empty." in page
    assert not Interval.objects.exists()
