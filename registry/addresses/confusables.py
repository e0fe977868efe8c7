"""What a handle looks like: two handles that a person would take for each other share it."""

import unicodedata
from functools import lru_cache

# Each class is written as its first sign; a sign stands in one class only. Digits that resemble
# a letter join it, yet no two digits meet: 2 Wing and 5 Wing stay apart. Handles are ASCII, so
# the other scripts only matter for text that comes from elsewhere, such as a report.
_CLASSES = {
    "a": "4 α а ɑ ᴀ Ꭺ",
    "b": "8 β в ь ʙ ƅ Ᏼ",
    "c": "с ς ϲ ᴄ Ꮯ",
    "e": "3 ε е є э ᴇ ɛ Ꭼ",
    "f": "ꜰ ƒ",
    "g": "ɡ ɢ ց Ꮐ",
    "h": "һ н հ ʜ ħ Ꮋ",
    "j": "ј յ ᴊ ȷ Ꭻ",
    "k": "κ к ᴋ Ꮶ",
    "l": "1 i | ! ι і ӏ ı ɩ ɪ ʟ ł ǀ Ꮖ Ꮮ",
    "n": "η п ո ɴ",
    "o": "0 ο σ о օ ᴏ ø",
    "p": "ρ р ᴘ þ Ꮲ",
    "q": "ԛ զ",
    "r": "г ʀ Ꭱ Ꮢ",
    "s": "5 $ ѕ ꜱ Ꮪ",
    "t": "7 τ т ᴛ ŧ Ꭲ",
    "u": "μ υ ս ᴜ",
    "v": "ν ѵ ᴠ Ꮩ",
    "x": "χ х",
    "y": "γ у ү ʏ",
    "z": "2 ζ ᴢ Ꮓ",
    # Letters that two others imitate are written as the two: "rn" for "m", and so on.
    "cl": "d ԁ ᴅ đ ð Ꭰ",
    "rn": "m м ᴍ Ꮇ",
    "vv": "w ω ѡ ԝ ᴡ Ꮃ",
    "ae": "æ",
    "oe": "œ",
}
_WRITTEN = {ord(sign): first for first, signs in _CLASSES.items() for sign in signs.split()}
_CAPITALS = str.maketrans("ΗΜΝΥ", "HMNY")  # Greek ones that look like another letter when small

_SEPARATORS = set("_.-·‐‑‒–—")
_UNSEEN = ("C", "M", "Z")  # controls, marks and blanks
_BLANK_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800")


@lru_cache(maxsize=4096)
def skeleton(handle: str) -> str:
    seen = "".join(sign for sign in _folded(handle) if not _is_invisible(sign))
    return seen.translate(_WRITTEN)


def _folded(text: str) -> str:
    """Compatibility forms and case undone; case folding can bring back a composed letter."""
    folded = unicodedata.normalize("NFKD", text).translate(_CAPITALS).casefold()
    return unicodedata.normalize("NFKD", folded)


def _is_invisible(sign: str) -> bool:
    if sign in _SEPARATORS or sign in _BLANK_LETTERS:
        return True
    return unicodedata.category(sign).startswith(_UNSEEN)
