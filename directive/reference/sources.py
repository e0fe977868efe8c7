"""Texts that the checklist rules come from, and how well each is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from directive.text.paragraphs import PUBLIC_PAGES

_TREASURY_BOARD = "https://www.tbs-sct.canada.ca"
_CANADA_CA = "https://www.canada.ca/en"


class Provenance(StrEnum):
    VERIFIED = "verified"  # read in the text at the address
    SECONDARY = "secondary"  # reported by somebody else than the author
    GENERAL = "general"  # general knowledge
    INFERRED = "inferred"  # concluded by us from a text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    name_en: str
    name_fr: str
    url: str = ""
    since: date | None = None  # None: the day is not known
    replaced_on: date | None = None  # the latest day by which it had been replaced


DIRECTIVE = Source(
    name_en="DAOD 2008-8, Official Use of Social Media",
    name_fr="DOAD 2008-8, Utilisation officielle des médias sociaux",
    url=PUBLIC_PAGES["en"],
    since=date(2018, 9, 18),
)
ACCOUNT_STANDARD = Source(
    name_en="Standard on Managing Official Social Media Accounts (Appendix C of the Directive on the"
    " Management of Communications and Federal Identity)",
    name_fr="Norme sur la gestion des comptes officiels de médias sociaux (annexe C de la Directive sur"
    " la gestion des communications et de l’image de marque)",
    url=f"{_TREASURY_BOARD}/pol/doc-eng.aspx?id=30682&section=procedure&p=C",
    since=date(2025, 3, 27),
)
PROCEDURES = Source(
    name_en="Mandatory Procedures for Social Media and Web Communications",
    name_fr="Procédure obligatoire relative à l’utilisation des médias sociaux et aux communications sur"
    " le Web",
    url=f"{_TREASURY_BOARD}/pol/doc-eng.aspx?id=30682&section=procedure&p=D",
    since=date(2016, 5, 11),
    replaced_on=date(2025, 3, 27),
)
# Dated by the amended procedures, from which the duty to follow them was gone by then.
SPECIFICATIONS = Source(
    name_en="Technical Specifications for Social Media Accounts",
    name_fr="Spécifications techniques pour les comptes de médias sociaux",
    url=f"{_TREASURY_BOARD}/fip-pcim/tssm-stms-eng.asp",
    replaced_on=date(2021, 12, 13),
)
IDENTITY_STANDARD = Source(
    name_en="Design Standard for the Federal Identity Program: Social media",
    name_fr="Norme graphique du Programme de coordination de l’image de marque : médias sociaux",
    url=f"{_CANADA_CA}/treasury-board-secretariat/services/government-communications/design-standard/"
    "social-media-design-standard-fip.html",
)
REQUIREMENTS = Source(
    name_en="Treasury Board Secretariat, Social media requirements",
    name_fr="Secrétariat du Conseil du Trésor, exigences relatives aux médias sociaux",
    url=f"{_CANADA_CA}/treasury-board-secretariat/topics/government-communications/"
    "social-media-requirements.html",
)
PRIVACY_NOTICE = Source(
    name_en="Privacy Implementation Notice 2021-01",
    name_fr="Avis de mise en œuvre de la protection des renseignements personnels 2021-01",
    url=f"{_CANADA_CA}/treasury-board-secretariat/services/access-information-privacy/"
    "access-information-privacy-notices/privacy-implementation-notice-2021-01.html",
)
SECURITY_GUIDE = Source(
    name_en="ITSM.10.066, Security considerations when using social media in your organization",
    name_fr="ITSM.10.066, Sécurité des médias sociaux dans l’organisation",
    url="https://cyber.gc.ca/en/guidance/"
    "security-considerations-when-using-social-media-your-organization-itsm10066",
    since=date(2022, 1, 3),
)
WORKPLACE_GUIDE = Source(
    name_en="ITSAP.00.066, Use of personal social media in the workplace",
    name_fr="ITSAP.00.066, Utilisation des médias sociaux personnels au travail",
    url="https://www.cyber.gc.ca/en/guidance/use-personal-social-media-workplace-itsap00066",
)
# A report on the decision, not its text.
DEVICE_BAN = Source(
    name_en="Removal of TikTok from government devices, as reported by JURIST",
    name_fr="Retrait de TikTok des appareils du gouvernement, selon JURIST",
    url="https://jurist.org/news/2023/02/"
    "canada-bans-tiktok-on-government-mobile-devices-as-security-precaution",
    since=date(2023, 2, 28),
)
RECORDKEEPING = Source(
    name_en="DAOD 6001-1, Recordkeeping",
    name_fr="DOAD 6001-1, Tenue de documents",
    url=f"{_CANADA_CA}/department-national-defence/corporate/policies-standards/"
    "defence-administrative-orders-directives/6000-series/6001/6001-1-recordkeeping.html",
    since=date(2013, 3, 14),
)
GOOD_PRACTICE = Source(name_en="Good practice", name_fr="Bonne pratique")
