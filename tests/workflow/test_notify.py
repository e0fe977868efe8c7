"""Notifications of a step, to its interested parties and to their delegates."""

from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.policy import find_audiences, interested_audience
from access.services.delegations import delegate
from approvals import services
from demo.accounts import DemoAccounts
from demo.requests import DemoRequests
from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.grammar import Relation
from directive.roles import Role
from notifications.relevance import suppression_reason
from outbox.models import Notification
from registry.models import Account
from registry.services.records import suspend
from requests_app.models import AccountRequest
from tests.factories import Department

pytestmark = pytest.mark.template_database("assessed")
REFUSED, SUSPENDED = "request.refuse", "account.suspend"


@pytest.fixture
def watched_requests(demo_requests: DemoRequests) -> DemoRequests:
    """The outsider may see every record, so that only a delegation decides whether they are notified."""
    assign(demo_requests.users["outsider"], Role.AUDITOR, "dndcaf")
    assign(demo_requests.users["practitioner"], Role.PRACTITIONER, "ca")
    return demo_requests


@pytest.fixture
def active_account(demo_accounts: DemoAccounts) -> Account:
    return demo_accounts.active()


def assign(person: Person, role: Role, code: str) -> None:
    organization = Organization.objects.get(code=code)
    RoleAssignment.objects.create(person=person, role=role, organization=organization)


def delegate_to(by: Person, to: Person, code: str = "", account_id: UUID | None = None) -> None:
    delegate(
        by=by,
        to=to,
        organization=Organization.objects.get(code=code) if code else None,
        account_id=account_id,
        last_day=timezone.localdate(),
        reason="Leave.",
    )


def refuse(request: AccountRequest, demo_requests: DemoRequests) -> None:
    services.refuse(
        request, by=demo_requests.users["admpa"], reason="It is served already.", paragraph="3.16"
    )


def notified(event_type: str) -> set[Person]:
    """The recipients of such a notification who would still be sent it now."""
    notifications = Notification.objects.filter(event_type=event_type).select_related("recipient")
    return {
        notification.recipient
        for notification in notifications
        if not suppression_reason(notification)
    }


def test_delegate_of_the_requester_is_notified_of_a_refusal(watched_requests: DemoRequests) -> None:
    delegate_to(watched_requests.users["practitioner"], watched_requests.users["outsider"], "rcn")
    refuse(watched_requests.recommended(refusal=True), watched_requests)
    assert {watched_requests.users["practitioner"], watched_requests.users["outsider"]} <= notified(
        REFUSED
    )


def test_delegate_for_another_organization_is_not_notified(watched_requests: DemoRequests) -> None:
    delegate_to(watched_requests.users["practitioner"], watched_requests.users["outsider"], "ca")
    refuse(watched_requests.recommended(refusal=True), watched_requests)
    assert watched_requests.users["practitioner"] in notified(REFUSED)
    assert watched_requests.users["outsider"] not in notified(REFUSED)


@pytest.mark.parametrize("same_account", [True, False])
def test_delegate_for_one_account_is_notified_of_that_account_alone(
    watched_requests: DemoRequests, active_account: Account, *, same_account: bool
) -> None:
    delegate_to(
        watched_requests.users["practitioner"],
        watched_requests.users["outsider"],
        account_id=active_account.pk if same_account else uuid4(),
    )
    suspend(
        active_account, by=watched_requests.users["ecomms"], code="content", reason="A wrong post."
    )
    assert watched_requests.users["practitioner"] in notified(SUSPENDED)
    assert (watched_requests.users["outsider"] in notified(SUSPENDED)) is same_account


@pytest.mark.parametrize(("code", "is_notified"), [("rcn", True), ("ca", False)])
def test_delegate_of_a_superior_is_notified_within_the_organization(
    watched_requests: DemoRequests, active_account: Account, code: str, *, is_notified: bool
) -> None:
    assign(watched_requests.users["superior"], Role.SUPERIOR, "ca")
    delegate_to(watched_requests.users["superior"], watched_requests.users["outsider"], code)
    suspend(
        active_account, by=watched_requests.users["ecomms"], code="content", reason="A wrong post."
    )
    assert (watched_requests.users["outsider"] in notified(SUSPENDED)) is is_notified


def test_interested_audience_query_count_does_not_grow_with_delegates(
    watched_requests: DemoRequests, active_account: Account, django_assert_max_num_queries
) -> None:
    row = Account.objects.select_related("organization").get(pk=active_account.pk)
    relations = ACCOUNT.step("suspend").notify
    delegate_to(watched_requests.users["practitioner"], watched_requests.users["outsider"], "rcn")
    delegate_to(watched_requests.users["superior"], watched_requests.users["superior2"], "rcn")
    with django_assert_max_num_queries(40) as two:
        find_audiences([interested_audience(relations, row)])[0]
    delegate_to(watched_requests.users["practitioner2"], watched_requests.users["outsider"], "rcn")
    delegate_to(watched_requests.users["superior"], watched_requests.users["pa2"], "rcn")
    delegate_to(watched_requests.users["l1"], watched_requests.users["nobody"], "rcn")
    with django_assert_max_num_queries(len(two)):
        found = find_audiences([interested_audience(relations, row)])[0]
    names = ("outsider", "superior2", "pa2", "nobody")
    assert {watched_requests.users[name] for name in names} <= set(found)


def test_delegate_of_a_person_without_role_is_not_an_interested_party(
    watched_requests: DemoRequests,
) -> None:
    delegate_to(watched_requests.users["practitioner"], watched_requests.users["outsider"], "rcn")
    row = watched_requests.recommended(refusal=True)
    RoleAssignment.objects.filter(person=watched_requests.users["practitioner"]).update(
        ended_at=timezone.now()
    )
    assert (
        watched_requests.users["outsider"]
        not in find_audiences([interested_audience([Relation.OWN], row)])[0]
    )


# ---- vacancies


@pytest.fixture
def vacant_department(db: None) -> tuple[Department, Person, Person]:
    department = Department()
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    return department, administrator, department.person("delegate")


@pytest.mark.template_database("migrated")
def test_delegate_of_an_administrator_is_notified_of_a_vacancy(vacant_department) -> None:
    department, holder, delegate_ = vacant_department
    delegate_to(holder, delegate_, "navy")
    department.nominate()
    assert notified("practitioner.nominate.vacant") == {holder, delegate_}


@pytest.mark.template_database("migrated")
@pytest.mark.parametrize("scope", [{"code": "army"}, {"account_id": uuid4()}])
def test_delegate_for_another_scope_is_not_notified_of_a_vacancy(
    vacant_department, scope: dict
) -> None:
    department, holder, delegate_ = vacant_department
    army = {"code": "army", "level": "l1", "name_en": "Army", "name_fr": "Armée"}
    Organization.objects.add_child(department.root, army)
    delegate_to(holder, delegate_, **scope)
    department.nominate()
    notifications = Notification.objects.filter(event_type="practitioner.nominate.vacant")
    assert [notification.recipient for notification in notifications] == [holder]
