"""Keep the French catalogue: `python -m dev.messages update|merge FILE…|check`."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from babel.messages.catalog import Catalog, Message, TranslationError
from babel.messages.checkers import checkers
from django.conf import settings

from dev.catalogue import FRENCH, format_catalog, merge_french
from dev.typography import find_errors

PLACEHOLDER = re.compile(r"\{\w*\}|</?[a-z]+")  # a translation has the same, in any order


def update_catalog() -> None:
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    FRENCH.write_bytes(format_catalog(merge_french()))


def add_translations(*files: str) -> None:
    """Give French to messages: {"msgid": "fr"} or {"msgid": {"plural": "…", "fr": ["…", "…"]}}."""
    catalog = merge_french()
    for file in files:
        for english, french in json.loads(Path(file).read_text()).items():
            message = catalog.get(english)
            # A translation may be older than the sources: that is no reason to lose the others.
            if message is None:
                print(f"{file}: not in the sources: {english}")
            else:
                message.string = tuple(french["fr"]) if isinstance(french, dict) else french
                message.flags.discard("fuzzy")
    FRENCH.parent.mkdir(parents=True, exist_ok=True)
    FRENCH.write_bytes(format_catalog(catalog))


def check_catalog() -> None:
    found = list(find_problems())
    if found:
        sys.exit("\n".join([*found[:40], f"{len(found)} problems with the French"]))


def find_problems() -> Iterator[str]:
    catalog = merge_french()
    for message in catalog:
        if message.id:
            yield from (f"{reason}: {message.id}" for reason in find_faults(catalog, message))
    if not FRENCH.exists() or FRENCH.read_bytes() != format_catalog(catalog):
        yield "locale/ is not what the sources say now: run make messages"


def find_faults(catalog: Catalog, message: Message) -> Iterator[str]:
    english, french = plural_forms(message.id), plural_forms(message.string)
    if not all(french):
        yield "no French"
        return
    if message.fuzzy:
        yield "fuzzy"
    if sorted(PLACEHOLDER.findall(english[-1])) != sorted(PLACEHOLDER.findall(french[-1])):
        yield "not the same placeholders or tags"
    yield from (error for text in french for error in find_errors(text))
    for checker in checkers:
        try:
            checker(catalog, message)
        except TranslationError as problem:
            yield str(problem)


def plural_forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The text itself, where it has no plural."""
    return (text or "",) if text is None or isinstance(text, str) else tuple(text)


COMMANDS = {"update": update_catalog, "merge": add_translations, "check": check_catalog}

if __name__ == "__main__":
    # Django's template parser asks for settings, and the defaults do.
    settings.configure()
    COMMANDS[sys.argv[1]](*sys.argv[2:])
