"""Extract the English of the sources and merge the French into it, without GNU gettext.

The English in the sources is the message. The one catalogue, French, is sorted, and holds nothing
(dates, line numbers) that would change by itself.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parent.parent
FRENCH = BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"
TITLE = "# The product in French, with the directive's terms."
# Dates and the name of the tool would make every update a change.
CHANGING_HEADERS = re.compile(rb'"(?!Language:|Plural|MIME|Content)[A-Z][A-Za-z-]+:.*\n')
SKIPPED_FOLDERS = {"tests", "dev", "migrations", "node_modules", "benchmarks"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}


def find_sources() -> Iterator[Path]:
    for pattern in ("*/**/*.py", "templates/**/*.html", "templates/**/*.txt"):
        for path in sorted(BASE_DIR.glob(pattern)):
            parts = path.relative_to(BASE_DIR).parts
            if not SKIPPED_FOLDERS & set(parts) and not parts[0].startswith("."):
                yield path


def read_as_python(path: Path) -> str:
    text = path.read_text()
    if path.suffix == ".py":
        return text
    lines = templatize(text, origin=str(path)).splitlines()
    return "\n".join(line.strip() for line in lines)  # a template's indentation is not Python's


def extract_messages() -> Catalog:
    catalog = make_catalog()
    for path in find_sources():
        code = BytesIO(read_as_python(path).encode())
        for _line, message, _comments, context in extract("python", code, keywords=KEYWORDS):
            catalog.add(message, context=context)
    return catalog


def make_catalog() -> Catalog:
    return Catalog(locale="fr", header_comment=TITLE, project="", fuzzy=False)


def read_french() -> Catalog:
    if not FRENCH.exists():
        return make_catalog()
    with FRENCH.open("rb") as file:
        return read_po(file, locale="fr")


def merge_french() -> Catalog:
    """The messages of the sources as they are now, with the French that the catalogue has."""
    before, now = read_french(), extract_messages()
    for message in now:
        # The empty id is the header, which is made anew.
        old = before.get(message.id, message.context) if message.id else None
        if old:
            message.string, message.flags = old.string, message.flags | (old.flags & {"fuzzy"})
    return now


def format_catalog(catalog: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalog, width=100, no_location=True, sort_output=True)
    header, rest = out.getvalue().split(b"\n\n", 1)
    return CHANGING_HEADERS.sub(b"", header) + b"\n\n" + rest
