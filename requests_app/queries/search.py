"""Requests by what people type or paste into a search box."""

from django.db.models import Q

from registry.numbers import read_number
from registry.queries.search import accounts_at, in_organization, pasted_address
from requests_app.models import ProposedHandle
from web.language import collation_key
from web.text.search import every_word


def request_condition(text: str) -> Q:
    """Every word is in the reference, a name or a handle proposed, is its address, or finds its organization.

    Of a change or a transfer, the words may be those of its account; all of it may be the registry number.
    """
    rule = every_word(text, _word_condition) | in_organization(text)
    number = read_number(text)
    return rule | Q(account__number=number) if number else rule


def _word_condition(word: str) -> Q:
    key = collation_key(word.removeprefix("@"))
    rule = (
        Q(search_text__contains=key)
        | Q(account__search_text__contains=key)
        | _proposes(Q(search_text__contains=key))
        | in_organization(word)
    )
    if address := pasted_address(word):
        rule |= _proposes(Q(platform__slug=address.platform, key=address.key))
        rule |= Q(account__in=accounts_at(address).values("pk"))
    return rule


def _proposes(condition: Q) -> Q:
    # A join would repeat a request that proposes two handles.
    return Q(pk__in=ProposedHandle.objects.filter(condition).values("request"))
