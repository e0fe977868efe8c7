"""Whom an account speaks to, how far, and what for (§ 3.1, 3.6)."""

from directive.codes import Code, Codes
from directive.text.paragraphs import paragraph

AUDIENCES = Codes(
    (Code("internal", "Internal", "Interne"), Code("external", "External", "Externe"))
)

LEVELS = Codes(
    (
        Code("local", "Local", "Local"),
        Code("regional", "Regional", "Régional"),
        Code("national", "National", "National"),
        Code("international", "International", "International"),
    )
)


def _objective(place: int) -> Code:
    row = paragraph(f"3.6({place})")
    return Code(str(place), row.title_en, row.title_fr)


OBJECTIVES = Codes(_objective(place) for place in range(1, 9))
