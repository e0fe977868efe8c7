"""The access to take away: accounts a person is still named on without an authorization (§ 4.7(4), 5.3(4)).

The accounts are read through the person's own relation, since this package knows nothing of the registry.
"""

from typing import Any

from access.models import Person
from access.policy import visible_to
from access.seats import Standing
from practitioners.models import Authorization


def access_left(standing: Standing, person: Person) -> list[Any]:
    """Only what the reader may see. A row goes when the person is no longer named on the account."""
    accounts: Any = Person._meta.get_field("accounts").related_model
    named = visible_to(standing, accounts).filter(
        practitioners=person, state__in=accounts.lifecycle.open_states
    )
    covered = _covered(person)
    return [
        account
        for account in named.select_related("organization", "platform")
        if not covered & set(account.organization.paths_above())
    ]


def _covered(person: Person) -> set[str]:
    in_force = Authorization.objects.in_force().filter(person=person)
    return set(in_force.values_list("organization__path", flat=True))
