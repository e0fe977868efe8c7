from django.template import Library

from directive.text.glossary import TERMS
from web.language import localized

register = Library()
BY_CODE = {term.code: term for term in TERMS}


@register.inclusion_tag("ui/term.html")
def term(code: str) -> dict[str, str]:
    """A term of the directive with its definition from the glossary, in the reader's language."""
    row = BY_CODE[code]
    word, hint = localized((row.en, row.meaning_en), (row.fr, row.meaning_fr))
    number = row.paragraphs[0] if row.paragraphs else ""
    # Not capitalize(), which would put abbreviations within the term into lower case.
    return {"word": word[0].upper() + word[1:], "hint": hint, "number": number, "code": code}
