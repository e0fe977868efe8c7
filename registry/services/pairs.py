"""Steps on both accounts of a language pair (§ 4.10(4))."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q

from access.models import Person
from audit.events import audit_transaction
from registry.models import Account
from workflow.steps import take_step


@contextmanager
def take_step_together(
    account: Account,
    name: str,
    *,
    by: Person,
    version: int | None = None,
    reason: str = "",
    paragraph: str = "",
) -> Iterator[list[Account]]:
    """Take one step on an account and its partner; yields the locked rows, `account` first."""
    arguments = {"by": by, "reason": reason, "paragraph": paragraph}
    with audit_transaction():
        _lock_pair(account)
        with take_step(account, name, version=version, **arguments) as first:
            second = first.partner
            # A partner in another state, such as a closed one, stays as it is.
            if second is None or second.state not in Account.lifecycle.step(name).from_states:
                yield [first]
                return
            with take_step(second, name, **arguments) as second:
                yield [first, second]


def _lock_pair(account: Account) -> None:
    # Two officers can start from the two ends of a pair. With both rows locked in the order of their
    # ids, one waits for the other; one row after the other, each could wait for ever.
    pair = Account.objects.filter(Q(pk=account.pk) | Q(partner=account.pk)).order_by("pk")
    list(pair.select_for_update(of=("self",)).values_list("pk"))
