"""Alphabetical order without ICU: marks and case removed, so that É stands beside E."""

import unicodedata


def collation_key(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
