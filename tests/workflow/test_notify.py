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
from tests.department import Department

pytestmark = pytest.mark.django_db
REFUSED, SUSPENDED = "request.refuse", "account.suspend"


@pytest.fixture
def demo_requests(demo_requests: DemoRequests) -> DemoRequests:
    """The outsider may see every record, so that only a delegation decides whether they are notified."""
    assign(demo_requests.users["outsider"], Role.AUDITOR, "dndcaf")
    assign(demo_requests.users["practitioner"], Role.PRACTITIONER, "ca")
    return demo_requests


@pytest.fixture
def account(demo_accounts: DemoAccounts) -> Account:
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


def test_delegate_of_the_requester_is_notified_of_a_refusal(demo_requests: DemoRequests) -> None:
    delegate_to(demo_requests.users["practitioner"], demo_requests.users["outsider"], "rcn")
    refuse(demo_requests.recommended(refusal=True), demo_requests)
    assert {demo_requests.users["practitioner"], demo_requests.users["outsider"]} <= notified(
        REFUSED
    )


def test_delegate_for_another_organization_is_not_notified(demo_requests: DemoRequests) -> None:
    delegate_to(demo_requests.users["practitioner"], demo_requests.users["outsider"], "ca")
    refuse(demo_requests.recommended(refusal=True), demo_requests)
    assert demo_requests.users["practitioner"] in notified(REFUSED)
    assert demo_requests.users["outsider"] not in notified(REFUSED)


@pytest.mark.parametrize("same_account", [True, False])
def test_delegate_for_one_account_is_notified_of_that_account_alone(
    demo_requests: DemoRequests, account: Account, *, same_account: bool
) -> None:
    delegate_to(
        demo_requests.users["practitioner"],
        demo_requests.users["outsider"],
        account_id=account.pk if same_account else uuid4(),
    )
    suspend(account, by=demo_requests.users["ecomms"], code="content", reason="A wrong post.")
    assert demo_requests.users["practitioner"] in notified(SUSPENDED)
    assert (demo_requests.users["outsider"] in notified(SUSPENDED)) is same_account


@pytest.mark.parametrize(("code", "is_notified"), [("rcn", True), ("ca", False)])
def test_delegate_of_a_superior_is_notified_within_the_organization(
    demo_requests: DemoRequests, account: Account, code: str, *, is_notified: bool
) -> None:
    assign(demo_requests.users["superior"], Role.SUPERIOR, "ca")
    delegate_to(demo_requests.users["superior"], demo_requests.users["outsider"], code)
    suspend(account, by=demo_requests.users["ecomms"], code="content", reason="A wrong post.")
    assert (demo_requests.users["outsider"] in notified(SUSPENDED)) is is_notified


def test_interested_audience_query_count_does_not_grow_with_delegates(
    demo_requests: DemoRequests, account: Account, django_assert_max_num_queries
) -> None:
    row = Account.objects.select_related("organization").get(pk=account.pk)
    relations = ACCOUNT.step("suspend").notify
    delegate_to(demo_requests.users["practitioner"], demo_requests.users["outsider"], "rcn")
    delegate_to(demo_requests.users["superior"], demo_requests.users["superior2"], "rcn")
    with django_assert_max_num_queries(40) as two:
        find_audiences([interested_audience(relations, row)])[0]
    delegate_to(demo_requests.users["practitioner2"], demo_requests.users["outsider"], "rcn")
    delegate_to(demo_requests.users["superior"], demo_requests.users["pa2"], "rcn")
    delegate_to(demo_requests.users["l1"], demo_requests.users["nobody"], "rcn")
    with django_assert_max_num_queries(len(two)):
        found = find_audiences([interested_audience(relations, row)])[0]
    names = ("outsider", "superior2", "pa2", "nobody")
    assert {demo_requests.users[name] for name in names} <= set(found)


def test_delegate_of_a_person_without_role_is_not_an_interested_party(
    demo_requests: DemoRequests,
) -> None:
    delegate_to(demo_requests.users["practitioner"], demo_requests.users["outsider"], "rcn")
    row = demo_requests.recommended(refusal=True)
    RoleAssignment.objects.filter(person=demo_requests.users["practitioner"]).update(
        ended_at=timezone.now()
    )
    assert (
        demo_requests.users["outsider"]
        not in find_audiences([interested_audience([Relation.OWN], row)])[0]
    )


# ---- vacancies


@pytest.fixture
def administrator(db: None) -> tuple[Department, Person, Person]:
    department = Department()
    administrator = department.person("administrator", Role.ADMINISTRATOR)
    return department, administrator, department.person("delegate")


def test_delegate_of_an_administrator_is_notified_of_a_vacancy(administrator) -> None:
    department, holder, delegate_ = administrator
    delegate_to(holder, delegate_, "navy")
    department.nominate()
    assert notified("practitioner.nominate.vacant") == {holder, delegate_}


@pytest.mark.parametrize("scope", [{"code": "army"}, {"account_id": uuid4()}])
def test_delegate_for_another_scope_is_not_notified_of_a_vacancy(
    administrator, scope: dict
) -> None:
    department, holder, delegate_ = administrator
    army = {"code": "army", "level": "l1", "name_en": "Army", "name_fr": "Armée"}
    Organization.objects.add_child(department.root, army)
    delegate_to(holder, delegate_, **scope)
    department.nominate()
    notifications = Notification.objects.filter(event_type="practitioner.nominate.vacant")
    assert [notification.recipient for notification in notifications] == [holder]
