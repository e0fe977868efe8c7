"""Checks of released addresses (§ 3.8)."""

import pytest
from django.core.exceptions import PermissionDenied

from access.models import Person
from audit.models import AuditEvent
from demo.accounts import DemoAccounts
from directive.codes import CLOSING_PLAN
from registry.models import Account, AccountAddress, ClosingTask
from registry.services import closure
from registry.services.addresses import record_check

pytestmark = pytest.mark.template_database("assessed")


@pytest.fixture
def released(demo_accounts: DemoAccounts, demo_users: dict[str, Person]) -> Account:
    account = demo_accounts.closing()
    rows = dict.fromkeys(CLOSING_PLAN.codes, (ClosingTask.Outcome.DONE, "Done."))
    closure.work_plan(
        account, by=demo_users["ecomms"], rows=rows, disposition=AccountAddress.Disposition.RELEASED
    )
    return closure.deactivate(account, by=demo_users["ecomms"]).row


def test_released_address_is_listed_for_checks(ecomms_client, released):
    html = ecomms_client.get("/en/released-addresses/").content.decode()
    assert released.handle in html
    assert "Never" in html


def test_parked_address_is_not_listed_for_checks(ecomms_client, released):
    AccountAddress.objects.update(disposition=AccountAddress.Disposition.PARKED)
    assert released.handle not in ecomms_client.get("/en/released-addresses/").content.decode()


def test_check_of_a_released_address_is_logged(ecomms_client, released):
    address = AccountAddress.objects.get(account=released)
    response = ecomms_client.post(
        f"/en/released-addresses/{address.pk}/", {"seen": "Nothing there."}
    )
    assert response.status_code == 302
    assert AuditEvent.objects.get(action="handle.look").reason == "Nothing there."
    assert "Never" not in ecomms_client.get("/en/released-addresses/").content.decode()


def test_check_of_a_released_address_requires_a_text(ecomms_client, released):
    address = AccountAddress.objects.get(account=released)
    response = ecomms_client.post(f"/en/released-addresses/{address.pk}/", {"seen": ""})
    assert response.status_code == 422


def test_only_e_communications_can_record_a_check(demo_users, released):
    with pytest.raises(PermissionDenied):
        record_check(
            AccountAddress.objects.get(account=released),
            by=demo_users["practitioner"],
            seen="Nothing.",
        )
