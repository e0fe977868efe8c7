"""Latin letters with marks, which French handles have. Look-alike letters are not among them."""

import re
import unicodedata

_LIGATURES = {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE"}
_WITH_MARKS = re.compile(r"[A-Za-z][\u0300-\u036f]+")


def compose(text: str) -> str:
    """Plain letters and the marks that follow them as one character, where Unicode has it."""
    # The whole text is not normalized: that would make plain letters of some look-alikes.
    return _WITH_MARKS.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)


def is_accented(character: str) -> bool:
    if character in _LIGATURES:
        return True
    if unicodedata.normalize("NFC", character) != character:  # the sign of a unit, not a letter
        return False
    return bool(_WITH_MARKS.fullmatch(unicodedata.normalize("NFD", character)))


def without_marks(text: str) -> str:
    plain = "".join(_LIGATURES.get(char, char) for char in text)
    return "".join(
        char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char)
    )
