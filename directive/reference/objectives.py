"""Audiences, levels and objectives that a form chooses from (§ 3.1, 3.6)."""

from directive.codes import Code, Codes
from directive.text.paragraphs import paragraph

AUDIENCES = Codes(
    (
        Code(code="internal", en="Internal", fr="Interne"),
        Code(code="external", en="External", fr="Externe"),
    )
)

LEVELS = Codes(
    (
        Code(code="local", en="Local", fr="Local"),
        Code(code="regional", en="Regional", fr="Régional"),
        Code(code="national", en="National", fr="National"),
        Code(code="international", en="International", fr="International"),
    )
)


_PARAGRAPHS = {number: paragraph(f"3.6({number})") for number in range(1, 9)}
OBJECTIVES = Codes(
    Code(code=str(number), en=row.title_en, fr=row.title_fr) for number, row in _PARAGRAPHS.items()
)
