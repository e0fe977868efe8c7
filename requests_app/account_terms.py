"""A change or a transfer stands on the present terms of its account (§ 4.6)."""

from collections.abc import Iterable

from registry.terms import TERMS
from requests_app.content import account_digest
from requests_app.models import Request
from requests_app.sections import asked


def follow_account(request: Request, names: Iterable[str] | None = None) -> None:
    """Take over what the account says now: what was corrected meanwhile must not be undone."""
    account = request.account
    if account is None:
        return
    for name in names if names is not None else _not_asked(request):
        setattr(request, name, getattr(account, name))
    request.account_version = account.version
    request.account_covers = account_digest(account)


def _not_asked(request: Request) -> list[str]:
    return [name for name in TERMS if name not in asked(request.kind)]
