"""An account set aside for a time: for a crisis, a recovery or a review (§ 4.6)."""

from django.utils import timezone

from access.models import Person
from registry.accounts import Account
from workflow.steps import take_step


def suspend(
    account: Account, *, by: Person, code: str, reason: str, version: int | None = None
) -> Account:
    with take_step(account, "suspend", by=by, version=version, reason=reason) as account:
        account.suspended_for = code
        account.suspended_on = timezone.localdate()
    return account


def resume(account: Account, *, by: Person, reason: str, version: int | None = None) -> Account:
    with take_step(account, "resume", by=by, version=version, reason=reason) as account:
        account.suspended_for = ""
        account.suspended_on = None
    return account
