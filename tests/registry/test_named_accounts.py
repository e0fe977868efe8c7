import pytest
from django.utils import timezone

from access.models import Organization, Person
from access.standing import standing_of
from practitioners import services
from practitioners.access_left import access_left
from registry.models import Account, Platform
from tests.practitioners.nominees import authorized

pytestmark = pytest.mark.django_db


def named_on(who: Person, *, code: str = "rcn") -> Account:
    account = Account.objects.create(
        state="approved",
        organization=Organization.objects.get(code=code),
        platform=Platform.objects.get(slug="x"),
        handle="demo",
        address="https://x.com/demo",
        language="en",
        approval="new",
        approved_on=timezone.localdate(),
        decision="00000000-0000-0000-0000-000000000001",
    )
    account.practitioners.add(who)
    return account


def left(cast, who: Person, *, reader: str = "superior") -> list[Account]:
    return access_left(standing_of(cast[reader]), who)


def test_nothing_while_the_authorization_stands(cast, sailor):
    authorized(cast, sailor)
    named_on(sailor)
    assert left(cast, sailor) == []


def test_each_account_when_it_has_ended(cast, sailor):
    row = authorized(cast, sailor)
    account = named_on(sailor)
    services.revoke(row, by=cast["superior"], code="left", reason="Posted away.")
    assert left(cast, sailor) == [account]


def test_it_goes_when_the_person_is_no_longer_named(cast, sailor):
    account = named_on(sailor)
    account.practitioners.remove(sailor)
    assert left(cast, sailor) == []


def test_an_authorization_elsewhere_does_not_cover(cast, sailor):
    authorized(cast, sailor)
    account = named_on(sailor, code="ca")
    assert left(cast, sailor, reader="ecomms") == [account]


def test_only_accounts_that_the_reader_may_see(cast, sailor):
    named_on(sailor, code="ca")
    assert left(cast, sailor) == []


def test_the_page_of_the_practitioner_lists_them(client, cast, sailor):
    row = authorized(cast, sailor)
    account = named_on(sailor)
    services.revoke(row, by=cast["superior"], code="left", reason="Posted away.")
    client.force_login(cast["superior"])
    assert account.get_absolute_url() in client.get(row.get_absolute_url()).content.decode()
