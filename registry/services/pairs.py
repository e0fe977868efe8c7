"""Steps on both accounts of a language pair (§ 4.10(4))."""

from collections.abc import Callable

from django.db.models import Q

from access.models import Person
from audit.events import audit_transaction
from registry.models import Account
from workflow.steps import StepResult, take_step


def take_step_together(
    account: Account,
    name: str,
    *,
    by: Person,
    write: Callable[[Account], object],
    version: int | None = None,
    reason: str = "",
    paragraph: str = "",
) -> StepResult[Account]:
    """Take one step on an account and its partner, with the same `write`; the result is of `account`."""

    def take(
        account: Account, write: Callable[[Account], object], version: int | None = None
    ) -> StepResult[Account]:
        return take_step(
            account,
            name,
            by=by,
            version=version,
            reason=reason,
            paragraph=paragraph,
            write=write,
        )

    def write_both(account: Account) -> None:
        write(account)
        partner = account.partner
        # A partner in another state, such as a closed one, stays as it is.
        if partner is not None and partner.state in account.lifecycle.step(name).from_states:
            take(partner, write)

    with audit_transaction():
        # Two officers can start from the two ends of a pair. With both rows locked in the order of their
        # ids, one waits for the other; one row after the other, each could wait for ever.
        pair = Account.objects.filter(Q(pk=account.pk) | Q(partner=account.pk)).order_by("pk")
        list(pair.select_for_update(of=("self",)).values_list("pk"))
        return take(account, write_both, version)
