"""The paragraphs that a reason can rest on."""

from django.utils.translation import get_language

from directive.paragraphs import PARAGRAPHS


def CLAUSES() -> list[tuple[str, str]]:  # noqa: N802 - choices, made afresh in the reader's language
    french = get_language() == "fr"
    return [
        (row.number, f"§ {row.number} {row.title_fr if french else row.title_en}")
        for row in PARAGRAPHS
        if row.number[0] in "3456"
    ]
