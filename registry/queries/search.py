"""Accounts by what people type or paste into a search box."""

from django.db.models import Q, QuerySet

from access.models import Organization
from registry.addresses.lookup import parse_address
from registry.addresses.parser import ParsedAddress
from registry.models import Account, AccountAddress
from registry.numbers import read_number
from web.language import collation_key
from web.text.search import every_word

_AROUND_ADDRESS = "<>()[]{}\"'“”«»‘’,;:.!?…"  # pasted along with it


def account_condition(text: str) -> Q:
    """Every word is in a name, the handle or the number, is an address of it, or finds its organization.

    Or all of it is the registry number, in any writing, or finds the organization.
    """
    rule = every_word(text, _word_condition) | in_organization(text)
    number = read_number(text)
    return rule | Q(number=number) if number else rule


def in_organization(text: str) -> Q:
    return Q(organization__in=Organization.objects.search(text).values("pk"))


def pasted_address(word: str) -> ParsedAddress | None:
    # The platforms are read for what could be an address alone.
    if "." not in word and "/" not in word:
        return None
    parsed = parse_address(word.strip(_AROUND_ADDRESS))
    return parsed if isinstance(parsed, ParsedAddress) else None


def accounts_at(address: ParsedAddress) -> QuerySet[Account]:
    """The account that has or had the handle. A requested handle is not public, and is of no account yet."""
    addresses = AccountAddress.objects.filter(
        platform__slug=address.platform, key=address.key, account__isnull=False
    )
    return Account.objects.filter(pk__in=addresses.values("account"))


def _word_condition(word: str) -> Q:
    rule = Q(search_text__contains=collation_key(word.removeprefix("@"))) | in_organization(word)
    address = pasted_address(word)
    return rule | Q(pk__in=accounts_at(address).values("pk")) if address else rule
