"""The paragraphs that a reason can rest on."""

from django.utils.translation import get_language

from directive.paragraph import Force
from directive.paragraphs import PARAGRAPHS


def clauses() -> list[tuple[str, str]]:
    """Choices in the reader's language; what only describes founds no duty, and is left out."""
    return [
        (row.number, "§ {} {}".format(*row.cited(get_language())))
        for row in PARAGRAPHS
        if row.force != Force.CONTEXT
    ]
