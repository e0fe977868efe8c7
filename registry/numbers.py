"""Registry numbers: not to be guessed, hard to mistype, never given twice (§ 4.3)."""

import re
from collections.abc import Callable

from registry.models import Account
from web.language import collation_key
from web.random_codes import draw_code, draw_unused

# No 0, O, I, L or U, which are misread or misheard. Their number, 31, is a prime: together with weights
# below it, the check character then shows any one wrong character and any two that are swapped.
_ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER = re.compile(rf"OSMA-([{_ALPHABET}]{{4}})-([{_ALPHABET}]{{4}})-([{_ALPHABET}])")


def draw_number() -> str:
    code = draw_code(_ALPHABET)
    return f"OSMA-{code}-{_check_character(code.replace('-', ''))}"


def new_number(draw: Callable[[], str] = draw_number) -> str:
    # Accounts are never deleted, so a number that no account has was never given.
    return draw_unused(draw, lambda number: Account.objects.filter(number=number).exists())


def is_number(text: str) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and _check_character(match[1] + match[2]) == match[3]


def read_number(text: str) -> str | None:
    """The registry number that `text` is, in small letters, with other dashes or none, with or without OSMA."""
    drawn = re.sub(r"[^0-9A-Z]", "", collation_key(text).upper()).removeprefix("OSMA")
    number = f"OSMA-{drawn[:4]}-{drawn[4:8]}-{drawn[8:]}"
    return number if is_number(number) else None


def _check_character(drawn: str) -> str:
    total = sum(weight * _ALPHABET.index(char) for weight, char in enumerate(drawn, start=2))
    return _ALPHABET[total % len(_ALPHABET)]
