import pytest
from django.utils import timezone

from access.models import Organization, Person
from practitioners import services
from practitioners.models import Authorization
from registry.models import Account, Platform
from registry.queries.named_accounts import accounts_without_authorization
from tests.factories import authorization

pytestmark = pytest.mark.template_database("users")


def named_on(who: Person, *, code: str = "rcn") -> Account:
    account = Account.objects.create(
        state="approved",
        organization=Organization.objects.get(code=code),
        platform=Platform.objects.get(slug="x"),
        handle="demo",
        address="https://x.com/demo",
        language="en",
        approval="new",
        requested_by=who,
        approved_by=who,
        approved_on=timezone.localdate(),
        request_id="00000000-0000-0000-0000-000000000001",
    )
    account.practitioners.add(who)
    return account


def left(demo_users, who: Person, *, reader: str = "superior") -> list[Account]:
    section = accounts_without_authorization(demo_users[reader], Authorization(person=who))
    return list(section.context["accounts"]) if section else []


def test_no_account_is_listed_while_the_authorization_is_in_force(demo_users, sailor):
    authorization(demo_users, sailor)
    named_on(sailor)
    assert left(demo_users, sailor) == []


def test_account_is_listed_after_the_authorization_ended(demo_users, sailor):
    row = authorization(demo_users, sailor)
    account = named_on(sailor)
    services.revoke(row, by=demo_users["superior"], code="left", reason="Posted away.")
    assert left(demo_users, sailor) == [account]


def test_account_is_not_listed_when_the_person_is_no_longer_named(demo_users, sailor):
    account = named_on(sailor)
    account.practitioners.remove(sailor)
    assert left(demo_users, sailor) == []


def test_authorization_in_another_organization_does_not_count(demo_users, sailor):
    authorization(demo_users, sailor)
    account = named_on(sailor, code="ca")
    assert left(demo_users, sailor, reader="ecomms") == [account]


def test_only_visible_accounts_without_authorization_are_listed(demo_users, sailor):
    named_on(sailor, code="ca")
    assert left(demo_users, sailor) == []


def test_practitioner_page_lists_accounts_without_authorization(client, demo_users, sailor):
    row = authorization(demo_users, sailor)
    account = named_on(sailor)
    services.revoke(row, by=demo_users["superior"], code="left", reason="Posted away.")
    client.force_login(demo_users["superior"])
    assert account.get_absolute_url() in client.get(row.get_absolute_url()).content.decode()
