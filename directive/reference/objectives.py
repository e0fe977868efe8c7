"""Audiences, levels and objectives that a form chooses from (§ 3.1, 3.6)."""

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


def _objective(number: int) -> Code:
    row = paragraph(f"3.6({number})")
    return Code(str(number), row.title_en, row.title_fr)


OBJECTIVES = Codes(_objective(number) for number in range(1, 9))
