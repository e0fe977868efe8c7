"""Every paragraph of DAOD 2008-8 in its order, under short titles of our own."""

from directive.text.account_management import ACCOUNT_MANAGEMENT
from directive.text.compliance import COMPLIANCE
from directive.text.operating_principles import OPERATING_PRINCIPLES
from directive.text.paragraph import Force, Paragraph
from directive.text.responsibilities import RESPONSIBILITIES


# Section 2 does not number its definitions: we cite them as "2 comment".
def _definition(*, en: str, fr: str) -> Paragraph:
    title_en, title_fr = en[0].upper() + en[1:], fr[0].upper() + fr[1:]
    return Paragraph(
        number=f"2 {en}",
        title_en=title_en,
        title_fr=title_fr,
        force=Force.CONTEXT,
        cited_fr=f"2 {fr}",
    )


DEFINITIONS = (
    _definition(en="comment", fr="commentaire"),
    _definition(en="official use of social media", fr="utilisation officielle des médias sociaux"),
    _definition(en="personal use of social media", fr="utilisation personnelle des médias sociaux"),
    _definition(
        en="professional use of social media", fr="utilisation professionnelle des médias sociaux"
    ),
    _definition(en="social media", fr="médias sociaux"),
    _definition(en="social media practitioner", fr="praticien des médias sociaux"),
)
PARAGRAPHS: tuple[Paragraph, ...] = (
    *DEFINITIONS,
    *OPERATING_PRINCIPLES,
    *ACCOUNT_MANAGEMENT,
    *COMPLIANCE,
    *RESPONSIBILITIES,
)
# A paragraph that only describes founds no duty, and no reason rests on it.
REASON_PARAGRAPHS = tuple(row for row in PARAGRAPHS if row.force != Force.CONTEXT)
# Those that an account can fail to comply with: the grounds of a directed deactivation. § 5.4(2)
# also names legislation, policies and standards outside the directive.
GROUND_PARAGRAPHS = tuple(
    row for row in PARAGRAPHS if row.number.startswith(("3.", "4.")) or row.number == "5.4(2)"
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
