"""Many accounts at once, for lists: along the moves that the database allows, without the steps."""

from copy import copy
from uuid import uuid4

from django.utils import timezone

from access.models import Organization
from registry.models import Account, AccountAddress, Platform
from registry.numbers import draw_number

WAY = ("registered", "with_service_canada", "active")


def accounts(count: int, *, organization: str = "rcn", platform: str = "x") -> list[Account]:
    return [_approved(n, organization, platform) for n in range(count)]


def official(count: int, **where: str) -> list[Account]:
    rows = Account.objects.filter(pk__in=[row.pk for row in accounts(count, **where)])
    for state in WAY:
        rows.update(state=state, official_since=timezone.localdate())
    return list(rows)


def copies(count: int) -> None:
    """Very many, like the first one there is but for what must differ; without claims."""
    one = Account.objects.select_related(None).first()
    new = []
    for _n in range(count):
        one.pk, one.number, one._state.adding = uuid4(), draw_number(), True
        new.append(copy(one))
    Account.objects.bulk_create(new)


def _approved(n: int, organization: str, platform: str) -> Account:
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
        approved_on=timezone.localdate(),
        decision=uuid4(),
    )
    AccountAddress.objects.create(
        platform=account.platform,
        handle=account.handle,
        key=account.handle.lower(),
        skeleton=account.handle,
        status=AccountAddress.Status.LIVE,
        owner=account.pk,
    )
    return account
