"""Cases of the policy that the invariants over the demo data do not reach."""

from datetime import timedelta

import pytest
from django.utils import timezone

from access.models import Organization
from access.policy import audience, can_view, related_people, visible_to
from access.resolver import access_for
from access.services.delegations import delegate
from audit.models import AuditEvent
from directive.lifecycles.grammar import Relation
from directive.lifecycles.request import REQUEST
from practitioners.models import Authorization
from registry.models import Account
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from requests_app.services import drafts

pytestmark = pytest.mark.template_database("assessed")


@pytest.fixture
def approved_account(demo_accounts) -> Account:
    return demo_accounts.approved()


def test_delegate_for_one_account_sees_that_account_alone(demo_users, approved_account):
    other = Account.objects.exclude(pk=approved_account.pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    delegate(
        by=demo_users["superior"],
        to=demo_users["superior2"],
        account_id=approved_account.pk,
        last_day=tomorrow,
        reason="Leave.",
    )
    access = access_for(demo_users["superior2"])
    assert can_view(access, approved_account)
    assert approved_account in visible_to(access, Account)
    assert not visible_to(access, Account).filter(pk__in=other).exists()
    navy = Organization.objects.get(code="rcn")
    assert not visible_to(access, Authorization).filter(organization=navy).exists()


def test_receiving_superior_is_the_audience_of_a_transfer(demo_users, approved_account):
    request = drafts.start(
        approved_account.organization,
        by=demo_users["practitioner"],
        kind=Kind.TRANSFER,
        account=approved_account,
        declared_official=True,
    ).row
    army = Organization.objects.get(code="ca")
    request = drafts.edit(request, by=demo_users["practitioner"], receiving_organization=army).row
    assert audience(REQUEST.step("accept_transfer").actors, request) == [demo_users["superior2"]]


@pytest.mark.template_database("users")
def test_unsaved_request_is_related_to_its_requester_alone(demo_users):
    request = AccountRequest(requester=demo_users["practitioner"])
    assert related_people(request, Relation.OWN) == {demo_users["practitioner"].pk}


def test_audit_event_is_printed_with_its_number_and_action():
    assert str(AuditEvent(seq=3, action="request.approve")) == "3 request.approve"
