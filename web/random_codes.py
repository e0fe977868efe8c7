"""Codes that people read aloud. Drawn and not counted: one tells neither how many there are nor the next."""

import secrets
from collections.abc import Callable


def draw_code(alphabet: str) -> str:
    """Eight characters in two groups: "7KQ2-M4XD"."""
    drawn = "".join(secrets.choice(alphabet) for _ in range(8))
    return f"{drawn[:4]}-{drawn[4:]}"


def draw_unused(draw: Callable[[], str], is_used: Callable[[str], bool]) -> str:
    code = draw()
    while is_used(code):
        code = draw()
    return code
