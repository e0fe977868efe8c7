"""Marks English sentences for extraction; views and e-mails translate them for the reader."""


def gettext_noop(message: str) -> str:
    return message
