"""Skeletons: handles that a person could mistake for each other have the same one (§ 3.8)."""

import unicodedata
from functools import lru_cache

from web.text.names import BLANK_SIGNS

# The key stands for all characters of its row; a character is in one row only. Digits that resemble
# a letter are in its row, yet no row has two digits: 2 Wing and 5 Wing stay apart. Handles are
# ASCII, so the other scripts only matter for text that comes from elsewhere, such as a report.
CONFUSABLES = {
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
_REPLACEMENTS = {
    ord(character): key for key, row in CONFUSABLES.items() for character in row.split()
}
# Greek capitals that look Latin, but whose small letters look like something else.
_GREEK_CAPITALS = str.maketrans("ΗΜΝΥ", "HMNY")

_INVISIBLE_CATEGORIES = ("C", "M", "Z")  # of Unicode: controls, marks and separators
_OVERLOOKED = {
    *"_.-·‐‑‒–—",  # separators: navy_news and navy.news look the same
    *BLANK_SIGNS,
}


@lru_cache(maxsize=4096)
def skeleton(handle: str) -> str:
    folded = unicodedata.normalize("NFKD", handle).translate(_GREEK_CAPITALS).casefold()
    # Case folding can compose a letter again, so it is decomposed a second time.
    visible = "".join(
        char
        for char in unicodedata.normalize("NFKD", folded)
        if char not in _OVERLOOKED
        and not unicodedata.category(char).startswith(_INVISIBLE_CATEGORIES)
    )
    return visible.translate(_REPLACEMENTS)
