"""Registry numbers: not to be guessed, hard to mistype, never given twice (§ 4.3)."""

import re
import secrets
from collections.abc import Callable

from registry.models import Account

# No 0, O, I, L or U, which are misread or misheard. Their number, 31, is a prime: together with weights
# below it, the check character then shows any one wrong character and any two that are swapped.
_ALPHABET = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
_NUMBER = re.compile(rf"OSMA-([{_ALPHABET}]{{4}})-([{_ALPHABET}]{{4}})-([{_ALPHABET}])")


def draw_number() -> str:
    # Drawn and not counted: a number must not tell how many accounts there are, or lead to the next.
    drawn = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return f"OSMA-{drawn[:4]}-{drawn[4:]}-{_check_character(drawn)}"


def new_number(draw: Callable[[], str] = draw_number) -> str:
    # Accounts are never deleted, so a number that no account has was never given.
    number = draw()
    while Account.objects.filter(number=number).exists():
        number = draw()
    return number


def is_number(text: str) -> bool:
    match = _NUMBER.fullmatch(text)
    return match is not None and _check_character(match[1] + match[2]) == match[3]


def _check_character(drawn: str) -> str:
    total = sum(weight * _ALPHABET.index(char) for weight, char in enumerate(drawn, start=2))
    return _ALPHABET[total % len(_ALPHABET)]
