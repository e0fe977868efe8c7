from django.template import Library

from directive.text.paragraphs import paragraph
from web.language import localized

register = Library()


@register.filter
def cited(number: str) -> str:
    """The number of a paragraph as the reader's language cites it: "4.2 Note", « 4.2 nota »."""
    return localized(number, paragraph(number).number_fr)


@register.filter
def anchor(number: str) -> str:
    return paragraph(number).anchor
