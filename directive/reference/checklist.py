"""The configuration checklist as shipped; administrators keep it afterwards (§ 4.7(2), 4.7(3))."""

from datetime import date

from directive.reference import sources
from directive.reference.checklist_rule import CheckKind, ChecklistRule
from directive.reference.sources import Provenance

# A rule that needs a person and data, or data and the live profile, has both kinds.
ATTESTED, TESTED = (CheckKind.ATTESTED,), (CheckKind.TESTED,)
EITHER, TESTED_LIVE = (CheckKind.TESTED, CheckKind.ATTESTED), (CheckKind.TESTED, CheckKind.LIVE)
VERIFIED, SECONDARY = Provenance.VERIFIED, Provenance.SECONDARY
GENERAL, INFERRED = Provenance.GENERAL, Provenance.INFERRED

RULES = (
    ChecklistRule(
        "APP-1",
        TESTED,
        "ADM(PA) approved the account before it was used.",
        "Le SMA(AP) a approuvé le compte avant qu’il serve.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.3", "4.5"),
    ),
    ChecklistRule(
        "APP-2",
        EITHER,
        "The process of Service Canada was followed, and the date and reference are kept.",
        "Le processus de Service Canada a été suivi, et la date et la référence sont conservées.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.4",),
    ),
    ChecklistRule(
        "TOOL-1",
        ATTESTED,  # nothing stored here shows what is connected to that tool
        "The account is connected to the management tool that Service Canada runs.",
        "Le compte est relié à l’outil de gestion qu’exploite Service Canada.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.7(2)",),
    ),
    ChecklistRule(
        "TOOL-2",
        ATTESTED,
        "The analytics of the account are collected in that tool.",
        "Les données d’analytique du compte sont recueillies dans cet outil.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.7(1)", "4.7(2)"),
    ),
    ChecklistRule(
        "NOT-1",
        TESTED_LIVE,
        "The profile links to a notice in each language of the account.",
        "Le profil mène à un avis dans chaque langue du compte.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.7(2)", "4.10(3)", "4.14"),
    ),
    ChecklistRule(
        "LIFE-1",
        TESTED,
        "A plan covers the whole life of the account, up to its end.",
        "Un plan couvre toute la vie du compte, jusqu’à sa fin.",
        sources.ACCOUNT_STANDARD,
        VERIFIED,
        ("4.6",),
    ),
    ChecklistRule(
        "FIP-1",
        ATTESTED,
        "The avatar is the flag, the arms, or a custom one with authority.",
        "L’avatar est le drapeau, les armoiries ou un avatar particulier autorisé.",
        sources.IDENTITY_STANDARD,
        VERIFIED,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "FIP-2",
        ATTESTED,
        "The avatar is the Treasury Board file, unchanged, with no symbol cut off.",
        "L’avatar est le fichier du Conseil du Trésor, intact, sans symbole coupé.",
        sources.IDENTITY_STANDARD,
        VERIFIED,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "FIP-3",
        TESTED,
        "The arms are used only where the signature of the organization carries them.",
        "Les armoiries ne servent que si la signature de l’organisation les porte.",
        sources.IDENTITY_STANDARD,
        VERIFIED,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "FIP-4",
        TESTED,
        "The authority for a custom avatar is on record.",
        "L’autorisation d’un avatar particulier est consignée.",
        sources.IDENTITY_STANDARD,
        INFERRED,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "NAME-1",
        ATTESTED,
        "The name and the address show that the government or the department is speaking.",
        "Le nom et l’adresse montrent que le gouvernement ou le ministère parle.",
        sources.SPECIFICATIONS,
        VERIFIED,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "NAME-2",
        EITHER,
        "The name follows the naming rules, exists in English and French, and the handle fits"
        " the platform.",
        "Le nom suit les règles d’appellation, existe en français et en anglais, et l’identifiant"
        " convient à la plateforme.",
        sources.REQUIREMENTS,
        GENERAL,
        ("4.7(3)", "4.10"),
    ),
    ChecklistRule(
        "DESC-1",
        ATTESTED,
        "The description says that the account is official and names the organization.",
        "La description dit que le compte est officiel et nomme l’organisation.",
        sources.GOOD_PRACTICE,
        GENERAL,
        ("4.7(3)",),
    ),
    ChecklistRule(
        "DESC-2",
        TESTED_LIVE,
        "The description and its links lead to a Canada.ca page in the same language.",
        "La description et ses liens mènent à une page de Canada.ca dans la même langue.",
        sources.GOOD_PRACTICE,
        GENERAL,
        ("4.10",),
    ),
    ChecklistRule(
        "OL-1",
        TESTED,
        "There is one bilingual account, or a pair with one account in each language.",
        "Il y a un seul compte bilingue, ou deux comptes jumelés, un par langue.",
        sources.DIRECTIVE,
        VERIFIED,
        ("4.10(4)", "4.10(5)"),
    ),
    ChecklistRule(
        "OL-2",
        TESTED_LIVE,
        "The profiles of a pair point to each other.",
        "Les profils des comptes jumelés renvoient l’un à l’autre.",
        sources.GOOD_PRACTICE,
        GENERAL,
        ("4.10(4)",),
    ),
    ChecklistRule(
        "OL-3",
        ATTESTED,
        "Name, description, cover image, pinned post and notice exist in both languages.",
        "Le nom, la description, l’image de couverture, la publication épinglée et l’avis existent"
        " dans les deux langues.",
        sources.DIRECTIVE,
        GENERAL,
        ("4.10",),
    ),
    ChecklistRule(
        "WEB-1",
        ATTESTED,
        "What is posted about programs and services is also on a government website.",
        "Ce qui est publié sur les programmes et services est aussi dans un site Web du"
        " gouvernement.",
        sources.PROCEDURES,
        VERIFIED,
        ("4.7(2)",),
    ),
    ChecklistRule(
        "CON-1",
        ATTESTED,
        "Contact and recovery go through addresses and numbers of the organization, never a person’s.",
        "Le contact et la récupération passent par des adresses et numéros de l’organisation, jamais"
        " ceux d’une personne.",
        sources.SECURITY_GUIDE,
        GENERAL,
        ("3.7",),
    ),
    ChecklistRule(
        "VER-1",
        TESTED,
        "Verification by the platform was asked for through ADM(PA).",
        "La vérification par la plateforme a été demandée par l’entremise du SMA(AP).",
        sources.DIRECTIVE,
        GENERAL,  # that ADM(PA) is the channel is verified; that verification is needed is not
        ("6.1 ADM(PA) 6",),
    ),
    ChecklistRule(
        "SEC-1",
        TESTED,
        "Few people can administer or publish, and the list of them is current.",
        "Peu de personnes peuvent administrer ou publier, et leur liste est à jour.",
        sources.WORKPLACE_GUIDE,
        VERIFIED,
        ("3.7", "4.7(4)"),
    ),
    ChecklistRule(
        "SEC-2",
        ATTESTED,
        "Each person signs in with credentials of their own, and no password is shared.",
        "Chaque personne se connecte avec ses propres justificatifs, et aucun mot de passe n’est"
        " partagé.",
        sources.WORKPLACE_GUIDE,
        VERIFIED,
        ("3.7", "4.7(4)"),
    ),
    ChecklistRule(
        "SEC-3",
        ATTESTED,  # recorded with the custody, but nothing here can test it
        "Multi-factor authentication is on.",
        "L’authentification multifacteur est activée.",
        sources.SECURITY_GUIDE,
        GENERAL,
        ("3.7",),
    ),
    ChecklistRule(
        "SEC-4",
        ATTESTED,
        "Somebody gives final approval before anything is published.",
        "Quelqu’un donne une approbation finale avant toute publication.",
        sources.WORKPLACE_GUIDE,
        SECONDARY,
        ("3.7", "3.15"),
    ),
    ChecklistRule(
        "SEC-5",
        TESTED,  # by the platform's own row
        "The platform is allowed on government devices.",
        "La plateforme est permise sur les appareils du gouvernement.",
        sources.DEVICE_BAN,
        SECONDARY,
        ("3.7", "6.1 ADM(IM) 3"),
    ),
    ChecklistRule(
        "ACC-1",
        ATTESTED,
        "Images have alternative text, videos have captions or a transcript, and no image is made"
        " of text alone.",
        "Les images ont un texte de remplacement, les vidéos des sous-titres ou une transcription,"
        " et aucune image n’est faite que de texte.",
        sources.REQUIREMENTS,
        GENERAL,
        ("6.1 practitioner 4",),
    ),
    ChecklistRule(
        "PRI-1",
        TESTED,
        "A privacy assessment in force covers the platform and the use.",
        "Une évaluation des facteurs relatifs à la vie privée en vigueur couvre la plateforme et"
        " l’utilisation.",
        sources.PRIVACY_NOTICE,
        VERIFIED,
        ("4.9",),
    ),
    ChecklistRule(
        "REC-1",
        ATTESTED,
        "Posts and comments of business value are captured as records.",
        "Les publications et commentaires à valeur opérationnelle sont conservés comme documents.",
        sources.RECORDKEEPING,
        GENERAL,  # the duty is verified; the method is not
        ("4.6",),
    ),
)


def rules_on(day: date) -> tuple[ChecklistRule, ...]:
    return tuple(rule for rule in RULES if rule.holds_on(day))
