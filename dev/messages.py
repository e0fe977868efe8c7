"""The French catalogue: `python -m dev.messages update|merge FILE…|check`."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message, TranslationError
from babel.messages.checkers import checkers
from django.conf import settings

from dev.catalogue import FRENCH, current, written
from dev.typography import slips

PLACE = re.compile(r"\{\w*\}|</?[a-z]+")  # what a translation may move, and neither lose nor add


def update() -> None:
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    FRENCH.write_bytes(written(current()))


def merge(*files: str) -> None:
    """Give French to messages: {"msgid": "fr"} or {"msgid": {"plural": "…", "fr": ["…", "…"]}}."""
    catalog = current()
    for file in files:
        for english, french in json.loads(Path(file).read_text()).items():
            message = catalog.get(english)
            if message is None:
                print(f"{file}: not in the sources: {english}")
            else:
                message.string = tuple(french["fr"]) if isinstance(french, dict) else french
                message.flags.discard("fuzzy")
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    FRENCH.write_bytes(written(catalog))


def check() -> None:
    found = list(problems())
    if found:
        sys.exit("\n".join([*found[:40], f"{len(found)} problems with the French"]))


def problems() -> Iterator[str]:
    catalog = current()
    for message in catalog:
        if message.id:
            yield from (f"{reason}: {message.id}" for reason in faults(catalog, message))
    if not FRENCH.exists() or FRENCH.read_bytes() != written(catalog):
        yield "locale/ is not what the sources say now: run make messages"


def faults(catalog: Catalog, message: Message) -> Iterator[str]:
    english = message.id if isinstance(message.id, tuple) else (message.id,)
    french = message.string if isinstance(message.string, tuple) else (message.string,)
    if not all(french):
        yield "no French"
        return
    if message.fuzzy:
        yield "fuzzy"
    if sorted(PLACE.findall(english[-1])) != sorted(PLACE.findall(french[-1])):
        yield "not the same placeholders or tags"
    yield from (slip for text in french for slip in slips(text))
    for checker in checkers:
        try:
            checker(catalog, message)
        except TranslationError as problem:
            yield str(problem)


VERBS = {"update": update, "merge": merge, "check": check}

if __name__ == "__main__":
    settings.configure()
    VERBS[sys.argv[1]](*sys.argv[2:])
