"""Accounts by the people named on them, for pages of lower packages (web.resolvers, web.slots)."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from access.models import Person
from access.policy import visible_to
from access.resolver import access_for
from practitioners.models import Authorization
from registry.models import Account
from web.slots import Section


def accounts_named_on(person: Person) -> QuerySet[Account]:
    return Account.objects.filter(practitioners=person).select_related("platform")


def accounts_by_id(ids: Iterable[UUID]) -> dict[UUID, Account]:
    return Account.objects.select_related("platform").in_bulk(list(ids))


def accounts_without_authorization(reader: Person, authorization: Authorization) -> Section | None:
    """Open accounts that still name a person whose authorization has ended (§ 4.7(4), 5.3(4)).

    None where the reader sees no such account.
    """
    person = authorization.person
    named = visible_to(access_for(reader), Account).filter(
        practitioners=person, state__in=Account.lifecycle.open_states
    )
    # One authorization may have ended while another one still covers the account.
    authorized_paths = set(
        Authorization.objects.in_force()
        .filter(person=person)
        .values_list("organization__path", flat=True)
    )
    accounts = [
        account
        for account in named.select_related("organization", "platform")
        if not authorized_paths & set(account.organization.paths_above())
    ]
    if not accounts:
        return None
    return Section(template="registry/access_to_remove.html", context={"accounts": accounts})
