"""Every paragraph of DAOD 2008-8 in its order, under short titles of our own."""

from directive.text.account_management import ACCOUNT_MANAGEMENT
from directive.text.compliance import COMPLIANCE
from directive.text.operating_principles import OPERATING_PRINCIPLES
from directive.text.paragraph import Force, Paragraph
from directive.text.responsibilities import RESPONSIBILITIES


# Section 2 does not number its definitions: we cite them as "2 comment".
def _term(*, en: str, fr: str) -> Paragraph:
    title_en, title_fr = en[0].upper() + en[1:], fr[0].upper() + fr[1:]
    return Paragraph(
        number=f"2 {en}",
        title_en=title_en,
        title_fr=title_fr,
        force=Force.CONTEXT,
        cited_fr=f"2 {fr}",
    )


DEFINITIONS = (
    _term(en="comment", fr="commentaire"),
    _term(en="official use of social media", fr="utilisation officielle des médias sociaux"),
    _term(en="personal use of social media", fr="utilisation personnelle des médias sociaux"),
    _term(
        en="professional use of social media", fr="utilisation professionnelle des médias sociaux"
    ),
    _term(en="social media", fr="médias sociaux"),
    _term(en="social media practitioner", fr="praticien des médias sociaux"),
)
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
_POSITIONS = {row.number: position for position, row in enumerate(PARAGRAPHS)}


class UnknownParagraph(LookupError):
    """The directive has no paragraph of this number."""


def paragraph(number: str) -> Paragraph:
    return PARAGRAPHS[sort_key(number)]


def sort_key(number: str) -> int:
    """Its position in the directive: 3.9 before 3.10. Raises UnknownParagraph."""
    if number not in _POSITIONS:
        raise UnknownParagraph(number)
    return _POSITIONS[number]


def url(number: str, language: str) -> str:
    """The public page of the directive as a whole. Raises UnknownParagraph."""
    paragraph(number)  # no fragment is added: the anchors of the public page are not known
    return PUBLIC_PAGES[language]
