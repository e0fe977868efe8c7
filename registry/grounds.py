"""What an account may fail to comply with: a paragraph of § 3 or 4, or another rule (§ 5.4(2))."""

from django.utils.translation import get_language

from directive.paragraphs import PARAGRAPHS

OTHER_RULE = "5.4(2)"


def grounds() -> list[tuple[str, str]]:
    return [
        (row.number, "§ {} {}".format(*row.cited(get_language())))
        for row in PARAGRAPHS
        if row.number.startswith(("3.", "4.")) or row.number == OTHER_RULE
    ]
