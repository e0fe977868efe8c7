"""The two accounts of a language pair move together (§ 4.10(4))."""

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
    """One step on both accounts, or on one that stands alone; yields the rows to write on."""
    given = {"by": by, "reason": reason, "paragraph": paragraph}
    with audit_transaction():
        _lock_pair(account)
        with take_step(account, name, version=version, **given) as first:
            second = first.partner
            if second is None or second.state not in Account.lifecycle.step(name).from_states:
                yield [first]
                return
            with take_step(second, name, **given) as second:
                yield [first, second]


def _lock_pair(account: Account) -> None:
    """Both at once and always in the same order: two officers never wait for each other."""
    pair = Account.objects.filter(Q(pk=account.pk) | Q(partner=account.pk)).order_by("pk")
    list(pair.select_for_update(of=("self",)).values_list("pk"))
