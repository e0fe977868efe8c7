"""Many accounts at once, for lists, written past the workflow steps along transitions the triggers allow."""

from copy import copy
from uuid import uuid4

from django.utils import timezone

from access.models import Organization, Person
from registry.models import Account, AccountAddress, Platform
from registry.numbers import draw_number

STATES_TO_ACTIVE = ("registered", "with_service_canada", "active")


def create_accounts(count: int, *, organization: str = "rcn", platform: str = "x") -> list[Account]:
    return [_create_approved_account(n, organization, platform) for n in range(count)]


def create_official_accounts(count: int, **where: str) -> list[Account]:
    rows = Account.objects.filter(pk__in=[row.pk for row in create_accounts(count, **where)])
    for state in STATES_TO_ACTIVE:
        rows.update(state=state, official_since=timezone.localdate())
    return list(rows)


def copy_first_account(count: int) -> None:
    """`count` copies that differ in number and id alone, without addresses."""
    one = Account.objects.select_related(None).first()
    new = []
    for _n in range(count):
        one.pk, one.number, one._state.adding = uuid4(), draw_number(), True
        new.append(copy(one))
    Account.objects.bulk_create(new)


def _create_approved_account(n: int, organization: str, platform: str) -> Account:
    by = Person.objects.first()
    account = Account.objects.create(
        state="approved",
        number=draw_number(),
        organization=Organization.objects.get(code=organization),
        platform=Platform.objects.get(slug=platform),
        handle=f"row_{n}_{uuid4().hex[:6]}",
        address=f"https://x.com/row_{n}",
        language="bilingual",
        name_en=f"Row {n}",
        name_fr=f"Rangée {n}",
        approval="new",
        requested_by=by,
        approved_by=by,
        approved_on=timezone.localdate(),
        registered_on=timezone.localdate(),
        request_id=uuid4(),
    )
    AccountAddress.objects.create(
        platform=account.platform,
        handle=account.handle,
        key=account.handle.lower(),
        skeleton=account.handle,
        status=AccountAddress.Status.LIVE,
        account=account,
    )
    return account
