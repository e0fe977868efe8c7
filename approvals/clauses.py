"""The paragraphs that a reason can rest on."""

from django.utils.translation import get_language

from directive.paragraphs import PARAGRAPHS

DEFINITIONS = "2 "


def clauses() -> list[tuple[str, str]]:
    """Choices in the reader's language; the definitions found no duty, and are left out."""
    french = get_language() == "fr"
    return [
        (
            row.number,
            f"§ {row.number_fr} {row.title_fr}" if french else f"§ {row.number} {row.title_en}",
        )
        for row in PARAGRAPHS
        if not row.number.startswith(DEFINITIONS)
    ]
