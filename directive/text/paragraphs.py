"""Every numbered paragraph of DAOD 2008-8, in its order, under short titles of our own."""

from directive.account_management import ACCOUNT_MANAGEMENT
from directive.compliance import COMPLIANCE
from directive.definitions import DEFINITIONS
from directive.operating_principles import OPERATING_PRINCIPLES
from directive.paragraph import Paragraph
from directive.responsibilities import RESPONSIBILITIES

PARAGRAPHS: tuple[Paragraph, ...] = (
    *DEFINITIONS,
    *OPERATING_PRINCIPLES,
    *ACCOUNT_MANAGEMENT,
    *COMPLIANCE,
    *RESPONSIBILITIES,
)

PUBLIC_PAGES = {
    "en": (
        "https://www.canada.ca/en/department-national-defence/corporate/policies-standards/"
        "defence-administrative-orders-directives/2000-series/2008/"
        "2008-official-use-social-media.html"
    ),
    "fr": (
        "https://www.canada.ca/fr/ministere-defense-nationale/organisation/politiques-normes/"
        "directives-ordonnances-administratives-defense/serie-2000/2008/"
        "2008-8-utilisation-officielle-medias-sociaux.html"
    ),
}

_PLACES = {row.number: place for place, row in enumerate(PARAGRAPHS)}


class UnknownParagraph(LookupError):
    """The directive has no paragraph of this number."""


def paragraph(number: str) -> Paragraph:
    return PARAGRAPHS[sort_key(number)]


def sort_key(number: str) -> int:
    """Its place in the directive: 3.9 before 3.10, a list before the note that follows it."""
    if number not in _PLACES:
        raise UnknownParagraph(number)
    return _PLACES[number]


def url(number: str, language: str) -> str:
    """The public page as a whole: its anchors are not known here, `Paragraph.anchor` is ours."""
    paragraph(number)
    return PUBLIC_PAGES[language]
