"""Section 2: the terms that the directive defines."""

from directive.paragraph import Force, Paragraph


def _term(en: str, fr: str) -> Paragraph:
    title_en, title_fr = en[0].upper() + en[1:], fr[0].upper() + fr[1:]
    return Paragraph(f"2 {en}", title_en, title_fr, Force.CONTEXT, cited_fr=f"2 {fr}")


DEFINITIONS = (
    _term("comment", "commentaire"),
    _term("official use of social media", "utilisation officielle des médias sociaux"),
    _term("personal use of social media", "utilisation personnelle des médias sociaux"),
    _term("professional use of social media", "utilisation professionnelle des médias sociaux"),
    _term("social media", "médias sociaux"),
    _term("social media practitioner", "praticien des médias sociaux"),
)
