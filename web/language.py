import unicodedata
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")
# Signs that are typed in one way and printed in another; quotation marks are often pasted around a name.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʹ′`´＇", "'"),
        **dict.fromkeys("‐‑‒–—―−⁃﹘﹣－", "-"),
        **dict.fromkeys('"“”„‟«»″＂', ""),
        **dict.fromkeys("Œœ", "oe"),
        **dict.fromkeys("Ææ", "ae"),
        **dict.fromkeys("Øø", "o"),
    }
)


def is_french() -> bool:
    return get_language() == "fr"


def localized(en: T, fr: T) -> T:
    """The one of the active language; English in any language but French."""
    return fr if is_french() else en


def collation_key(text: str) -> str:
    """A key that sorts and searches without case and accents: É with E, œ with oe, ’ with '.

    Quotation marks and invisible characters are left out. The embedded PostgreSQL has no ICU
    collations, so models store this key in a column.
    """
    # Before NFKD, which turns some of the signs into a space and a mark.
    plain = text.translate(_PLAIN).casefold()
    # NFKD splits É into E and a combining mark, which is then dropped.
    decomposed = unicodedata.normalize("NFKD", plain)
    kept = (char for char in decomposed if not _is_ignored(char))
    # Again, as NFKD makes capitals of signs such as ™.
    return " ".join("".join(kept).casefold().split())


def _is_ignored(char: str) -> bool:
    return bool(unicodedata.combining(char)) or unicodedata.category(char) == "Cf"
