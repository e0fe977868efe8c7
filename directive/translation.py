"""Marks English sentences for translation; they are put into the reader's language at the edge."""


def gettext_noop(message: str) -> str:
    return message
