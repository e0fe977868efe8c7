"""Instruments that the directive cites and that have been replaced since 2018."""

from dataclasses import dataclass
from datetime import date

from directive.reference.sources import (
    ACCOUNT_STANDARD,
    IDENTITY_STANDARD,
    PROCEDURES,
    REQUIREMENTS,
    SPECIFICATIONS,
    Provenance,
    Source,
)


@dataclass(frozen=True, slots=True)
class Instrument:
    cited_as: Source
    replaced_by: Source
    paragraphs: tuple[str, ...]
    provenance: Provenance = Provenance.VERIFIED

    @property
    def cited_as_en(self) -> str:
        return self.cited_as.name_en

    @property
    def cited_as_fr(self) -> str:
        return self.cited_as.name_fr

    @property
    def replaced_by_en(self) -> str:
        return self.replaced_by.name_en

    @property
    def replaced_by_fr(self) -> str:
        return self.replaced_by.name_fr

    @property
    def replaced_on(self) -> date | None:
        return self.cited_as.replaced_on

    @property
    def url(self) -> str:
        return self.replaced_by.url


_POLICIES = "https://www.tbs-sct.canada.ca/pol/doc-eng.aspx"

INSTRUMENTS = (
    Instrument(
        Source(
            "Directive on the Management of Communications",
            "Directive sur la gestion des communications",
            since=date(2016, 5, 11),
            replaced_on=date(2025, 3, 27),
        ),
        Source(
            "Directive on the Management of Communications and Federal Identity",
            "Directive sur la gestion des communications et de l’image de marque",
            f"{_POLICIES}?id=30682",
            since=date(2025, 3, 27),
        ),
        ("3.5",),
    ),
    Instrument(PROCEDURES, ACCOUNT_STANDARD, ("4.7(2)",)),
    Instrument(SPECIFICATIONS, IDENTITY_STANDARD, ("4.7(3)",)),
    # § 4.9 does not name it, but DAOD 1002-5, which it cites, does.
    Instrument(
        Source(
            "Directive on Privacy Impact Assessment",
            "Directive sur l’évaluation des facteurs relatifs à la vie privée",
            since=date(2010, 4, 1),
            replaced_on=date(2024, 10, 9),
        ),
        Source(
            "Standard on Privacy Impact Assessment (Appendix C of the Directive on Privacy"
            " Practices)",
            "Norme sur l’évaluation des facteurs relatifs à la vie privée (annexe C de la"
            " Directive sur les pratiques relatives à la protection de la vie privée)",
            f"{_POLICIES}?id=18309&p=C&section=procedure",
            since=date(2024, 10, 9),
        ),
        ("4.8", "4.9"),
    ),
    # No `replaced_on`: the day on which the sample notices took its place is not known.
    Instrument(
        Source(
            "Global Notices for Government of Canada Departments",
            "Avis généraux pour les ministères du gouvernement du Canada",
        ),
        Source(
            "Sample notices (Treasury Board Secretariat, Social media requirements)",
            "Modèles d’avis (Secrétariat du Conseil du Trésor, exigences relatives aux médias"
            " sociaux)",
            REQUIREMENTS.url,
        ),
        ("4.14 Note",),
    ),
)
