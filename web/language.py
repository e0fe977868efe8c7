import unicodedata
from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")
# Signs that are typed in one way and printed in another; quotation marks are often pasted around a name.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("’‘‛ʼʹ′`＇", "'"),
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
    # First, as NFKD makes a space and a mark of this one.
    text = unicodedata.normalize("NFD", text).replace("\N{ACUTE ACCENT}", "'")
    # NFKD splits É into E and a combining mark, which is then dropped.
    plain = unicodedata.normalize("NFKD", text).translate(_PLAIN).casefold()
    kept = (
        char
        for char in plain
        if not unicodedata.combining(char) and unicodedata.category(char) != "Cf"  # Cf: invisible
    )
    return " ".join("".join(kept).split())
