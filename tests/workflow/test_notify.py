"""Who hears of a step, and with them whoever stands in for them there."""

from itertools import count
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.policy import interested_parties
from access.services.delegations import delegate
from approvals import services
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Relation
from directive.roles import Role
from notifications.relevance import suppression_reason
from outbox.models import Notification
from registry.models import Account
from registry.services.records import suspend
from requests_app.models import AccountRequest
from tests.reminders.office import Department

pytestmark = pytest.mark.django_db
REFUSED, SUSPENDED = "request.refuse", "account.suspend"


@pytest.fixture
def walk(demo_users: dict[str, Person]) -> Walk:
    """The outsider may see everything, so that it is the delegation that tells."""
    assess(demo_users)
    hold(demo_users["outsider"], Role.AUDITOR, "dndcaf")
    hold(demo_users["practitioner"], Role.PRACTITIONER, "ca")
    return Walk(demo_users, count(1))


@pytest.fixture
def account(walk: Walk) -> Account:
    return AccountWalk(walk.cast, walk).active()


def hold(person: Person, role: Role, code: str) -> None:
    organization = Organization.objects.get(code=code)
    RoleAssignment.objects.create(person=person, role=role, organization=organization)


def lend(by: Person, to: Person, code: str = "", account_id: UUID | None = None) -> None:
    delegate(
        by=by,
        to=to,
        organization=Organization.objects.get(code=code) if code else None,
        account_id=account_id,
        last_day=timezone.localdate(),
        reason="Leave.",
    )


def refuse(request: AccountRequest, walk: Walk) -> None:
    services.refuse(request, by=walk.cast["admpa"], reason="It is served already.", clause="3.16")


def demo_data(kind: str) -> set[Person]:
    """Those who have such a letter, and would get it now."""
    notifications = Notification.objects.filter(event_type=kind).select_related("recipient")
    return {
        notification.recipient
        for notification in notifications
        if not suppression_reason(notification)
    }


def test_the_substitute_of_the_requester_hears_of_a_refusal(walk: Walk) -> None:
    lend(walk.cast["practitioner"], walk.cast["outsider"], "rcn")
    refuse(walk.recommended(refusal=True), walk)
    assert {walk.cast["practitioner"], walk.cast["outsider"]} <= demo_data(REFUSED)


def test_a_substitute_for_another_organization_does_not(walk: Walk) -> None:
    lend(walk.cast["practitioner"], walk.cast["outsider"], "ca")
    refuse(walk.recommended(refusal=True), walk)
    assert walk.cast["practitioner"] in demo_data(REFUSED)
    assert walk.cast["outsider"] not in demo_data(REFUSED)


@pytest.mark.parametrize("this", [True, False])
def test_a_substitute_for_one_account_hears_of_that_account_alone(
    walk: Walk, account: Account, *, this: bool
) -> None:
    lend(
        walk.cast["practitioner"],
        walk.cast["outsider"],
        account_id=account.pk if this else uuid4(),
    )
    suspend(account, by=walk.cast["ecomms"], code="content", reason="A wrong post.")
    assert walk.cast["practitioner"] in demo_data(SUSPENDED)
    assert (walk.cast["outsider"] in demo_data(SUSPENDED)) is this


@pytest.mark.parametrize(("code", "hears"), [("rcn", True), ("ca", False)])
def test_so_does_the_substitute_of_who_hears_by_role(
    walk: Walk, account: Account, code: str, *, hears: bool
) -> None:
    hold(walk.cast["superior"], Role.SUPERIOR, "ca")
    lend(walk.cast["superior"], walk.cast["outsider"], code)
    suspend(account, by=walk.cast["ecomms"], code="content", reason="A wrong post.")
    assert (walk.cast["outsider"] in demo_data(SUSPENDED)) is hears


def test_as_many_queries_for_five_substitutes_as_for_two(
    walk: Walk, account: Account, django_assert_max_num_queries
) -> None:
    row = Account.objects.select_related("organization").get(pk=account.pk)
    tells = ACCOUNT.step("suspend").notify
    lend(walk.cast["practitioner"], walk.cast["outsider"], "rcn")
    lend(walk.cast["superior"], walk.cast["superior2"], "rcn")
    with django_assert_max_num_queries(40) as two:
        interested_parties(tells, row)
    lend(walk.cast["practitioner2"], walk.cast["outsider"], "rcn")
    lend(walk.cast["superior"], walk.cast["pa2"], "rcn")
    lend(walk.cast["l1"], walk.cast["nobody"], "rcn")
    with django_assert_max_num_queries(len(two)):
        found = interested_parties(tells, row)
    names = ("outsider", "superior2", "pa2", "nobody")
    assert {walk.cast[name] for name in names} <= set(found)


def test_who_is_not_in_office_any_more_is_not_told_by_a_delegation(walk: Walk) -> None:
    lend(walk.cast["practitioner"], walk.cast["outsider"], "rcn")
    row = walk.recommended(refusal=True)
    RoleAssignment.objects.filter(person=walk.cast["practitioner"]).update(ended_at=timezone.now())
    assert walk.cast["outsider"] not in interested_parties([Relation.OWN], row)


# ---- nobody can act


@pytest.fixture
def administrator(db: None) -> tuple[Department, Person, Person]:
    department = Department()
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    return department, administrator, department.person("stand-in")


def test_the_substitute_of_an_administrator_hears_of_a_vacancy(administrator) -> None:
    department, keeper, stand_in = administrator
    lend(keeper, stand_in, "navy")
    department.nominate()
    assert demo_data("practitioner.nominate.vacant") == {keeper, stand_in}


@pytest.mark.parametrize("what", [{"code": "army"}, {"account_id": uuid4()}])
def test_not_a_substitute_for_something_else(administrator, what: dict) -> None:
    department, keeper, stand_in = administrator
    army = {"code": "army", "level": "l1", "name_en": "Army", "name_fr": "Armée"}
    Organization.objects.add_child(department.root, army)
    lend(keeper, stand_in, **what)
    department.nominate()
    notifications = Notification.objects.filter(event_type="practitioner.nominate.vacant")
    assert [notification.recipient for notification in notifications] == [keeper]
