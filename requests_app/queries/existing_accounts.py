"""Existing accounts that could serve instead, as far as the reader may see them (§ 3.16)."""

from access.models import Person
from access.policy import can_take_step, can_view
from access.resolver import access_for
from registry.models import Account, Platform
from registry.queries.existing_accounts import existing_accounts
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from requests_app.queries.practitioners import operating_organization

ASKS_FOR_NEW_ACCOUNT = (Kind.NEW, Kind.REGULARIZATION)


def existing_accounts_for(
    request: AccountRequest, *, reader: Person, name: str = "", platform: Platform | None = None
) -> list[Account]:
    access = access_for(reader)
    accounts = existing_accounts(
        operating_organization(request), name=name or request.name, platform=platform
    )
    return [account for account in accounts if can_view(access, account)]


def may_use_another(request: AccountRequest, *, reader: Person) -> bool:
    """Whether the reader can withdraw the request and use an existing account instead."""
    step = request.lifecycle.step("withdraw")
    return request.kind in ASKS_FOR_NEW_ACCOUNT and bool(
        can_take_step(access_for(reader), step, request)
    )
