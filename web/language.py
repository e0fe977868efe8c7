import unicodedata
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")


def is_french() -> bool:
    return get_language() == "fr"


def localized(en: T, fr: T) -> T:
    """The one of the active language; English in any language but French."""
    return fr if is_french() else en


def collation_key(text: str) -> str:
    """A key that sorts and searches without case and accents: É with E.

    The embedded PostgreSQL has no ICU collations, so models store this key in a column.
    """
    # NFKD splits É into E and a combining mark, which is then dropped.
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
