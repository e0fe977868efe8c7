import unicodedata


def collation_key(text: str) -> str:
    """A key that sorts and searches without case and accents: É with E.

    The embedded PostgreSQL has no ICU collations, so models store this key in a column.
    """
    # NFKD splits É into E and a combining mark, which is then dropped.
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
