"""Patterns of handles and short forms for the rows of the platform catalogue."""

from typing import Any

from registry.addresses.patterns import PlatformRules

WORD = r"[A-Za-z0-9_]+"
DOTTED = r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"  # no dot first, last or doubled
# A label of a host name: no hyphen first or last.
HYPHENS = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
DOMAIN = rf"(?:{HYPHENS}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])"  # a host name itself


def platform(
    *, slug: str, name: str, category: int, french: str = "", **rules: Any
) -> PlatformRules:
    """A platform of category § 3.3(`category`); `french` is its name where that differs."""
    return PlatformRules(
        slug=slug, name_en=name, name_fr=french or name, category=category, **rules
    )


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
