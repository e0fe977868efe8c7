"""Accounts there are already, as far as the reader may see them: no more than needed (§ 3.16)."""

from access.models import Person
from access.policy import can_take_step, can_view
from access.resolver import access_for
from registry.models import Account, Platform
from registry.queries.existing_accounts import existing_accounts
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from requests_app.queries.practitioners import operating_organization

_COULD_DO_WITHOUT = (Kind.NEW, Kind.REGULARIZATION)


def existing_accounts_for(
    request: AccountRequest, *, reader: Person, name: str = "", platform: Platform | None = None
) -> list[Account]:
    access = access_for(reader)
    found = existing_accounts(
        operating_organization(request), name=name or request.name, platform=platform
    )
    return [account for account in found if can_view(access, account)]


def may_use_another(request: AccountRequest, *, reader: Person) -> bool:
    """An existing account instead: the request is withdrawn, and says why."""
    step = request.lifecycle.step("withdraw")
    return request.kind in _COULD_DO_WITHOUT and bool(
        can_take_step(access_for(reader), step, request)
    )
