"""Accounts there are already, as far as the reader may see them: no more than needed (§ 3.16)."""

from access.models import Person
from access.policy import may_see, may_take
from access.standing import standing_of
from registry.models import Account, Platform
from registry.similar import similar_accounts
from requests_app.models import Kind, Request
from requests_app.people import home

_COULD_DO_WITHOUT = (Kind.NEW, Kind.REGULARIZATION)


def similar_to(
    request: Request, *, reader: Person, name: str = "", platform: Platform | None = None
) -> list[Account]:
    standing = standing_of(reader)
    found = similar_accounts(home(request), name=name or request.name, platform=platform)
    return [account for account in found if may_see(standing, account)]


def may_use_another(request: Request, *, reader: Person) -> bool:
    """An existing account instead: the request is withdrawn, and says why."""
    step = request.lifecycle.step("withdraw")
    return request.kind in _COULD_DO_WITHOUT and bool(may_take(standing_of(reader), step, request))
