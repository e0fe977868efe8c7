from django.template import Library
from django.utils.translation import get_language

from directive.text.paragraphs import paragraph

register = Library()


@register.filter
def cited(number: str) -> str:
    """The number of a paragraph as the reader's language cites it: "4.2 Note", « 4.2 nota »."""
    return paragraph(number).number_fr if get_language() == "fr" else number


@register.filter
def anchor(number: str) -> str:
    return paragraph(number).anchor
