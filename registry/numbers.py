"""Registry numbers: not to be guessed, hard to mistype, never given twice (§ 4.3)."""

import re
import secrets

from registry.models import Account

# 31 signs, a prime, so that one wrong sign or two swapped ones always show; no 0, O, I, L or U.
_SIGNS = "123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHAPE = re.compile(rf"OSMA-([{_SIGNS}]{{4}})-([{_SIGNS}]{{4}})-([{_SIGNS}])")


def draw_number() -> str:
    drawn = "".join(secrets.choice(_SIGNS) for _ in range(8))
    return f"OSMA-{drawn[:4]}-{drawn[4:]}-{_check(drawn)}"


def new_number() -> str:
    """Accounts are never deleted, so a number that no account has was never given."""
    number = draw_number()
    while Account.objects.filter(number=number).exists():
        number = draw_number()
    return number


def is_number(text: str) -> bool:
    shape = _SHAPE.fullmatch(text)
    return shape is not None and _check(shape[1] + shape[2]) == shape[3]


def _check(drawn: str) -> str:
    total = sum(weight * _SIGNS.index(sign) for weight, sign in enumerate(drawn, start=2))
    return _SIGNS[total % len(_SIGNS)]
