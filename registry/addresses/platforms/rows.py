"""What the rows of the catalogue are written with."""

from registry.addresses.patterns import PlatformRules

WORD = r"[A-Za-z0-9_]+"
DOTTED = r"[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*"  # no dot first, last or doubled
HYPHENS = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
DOMAIN = rf"(?!(?:.*\.)?[Xx][Nn]--)(?:{HYPHENS}\.)+[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])"


def row(slug: str, name: str, category: int, *, french: str = "", **rules: object) -> PlatformRules:
    """A platform; its name is the same in French unless said."""
    return PlatformRules(slug, name, french or name, category, **rules)


def words(text: str) -> tuple[str, ...]:
    return tuple(text.split())
