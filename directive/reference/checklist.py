"""The configuration checklist as shipped; administrators keep it afterwards (§ 4.7(2), 4.7(3))."""

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
        code="APP-1",
        kinds=TESTED,
        text_en="ADM(PA) approved the account before it was used.",
        text_fr="Le SMA(AP) a approuvé le compte avant qu’il serve.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.3", "4.5"),
    ),
    ChecklistRule(
        code="APP-2",
        kinds=EITHER,
        text_en="The process of Service Canada was followed, and the date and reference are kept.",
        text_fr="Le processus de Service Canada a été suivi, et la date et la référence sont conservées.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.4",),
    ),
    ChecklistRule(
        code="TOOL-1",
        kinds=ATTESTED,  # nothing stored here shows what is connected to that tool
        text_en="The account is connected to the management tool that Service Canada runs.",
        text_fr="Le compte est relié à l’outil de gestion qu’exploite Service Canada.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(2)",),
    ),
    ChecklistRule(
        code="TOOL-2",
        kinds=ATTESTED,
        text_en="The analytics of the account are collected in that tool.",
        text_fr="Les données d’analytique du compte sont recueillies dans cet outil.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(1)", "4.7(2)"),
    ),
    ChecklistRule(
        code="NOT-1",
        kinds=TESTED_LIVE,
        text_en="The profile links to a notice in each language of the account.",
        text_fr="Le profil mène à un avis dans chaque langue du compte.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(2)", "4.10(3)", "4.14"),
    ),
    ChecklistRule(
        code="LIFE-1",
        kinds=TESTED,
        text_en="A plan covers the whole life of the account, up to its end.",
        text_fr="Un plan couvre toute la vie du compte, jusqu’à sa fin.",
        source=sources.ACCOUNT_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.6",),
    ),
    ChecklistRule(
        code="FIP-1",
        kinds=ATTESTED,
        text_en="The avatar is the flag, the arms, or a custom one with authority.",
        text_fr="L’avatar est le drapeau, les armoiries ou un avatar particulier autorisé.",
        source=sources.IDENTITY_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="FIP-2",
        kinds=ATTESTED,
        text_en="The avatar is the Treasury Board file, unchanged, with no symbol cut off.",
        text_fr="L’avatar est le fichier du Conseil du Trésor, intact, sans symbole coupé.",
        source=sources.IDENTITY_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="FIP-3",
        kinds=TESTED,
        text_en="The arms are used only where the signature of the organization carries them.",
        text_fr="Les armoiries ne servent que si la signature de l’organisation les porte.",
        source=sources.IDENTITY_STANDARD,
        provenance=VERIFIED,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="FIP-4",
        kinds=TESTED,
        text_en="The authority for a custom avatar is on record.",
        text_fr="L’autorisation d’un avatar particulier est consignée.",
        source=sources.IDENTITY_STANDARD,
        provenance=INFERRED,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="NAME-1",
        kinds=ATTESTED,
        text_en="The name and the address show that the government or the department is speaking.",
        text_fr="Le nom et l’adresse montrent que le gouvernement ou le ministère parle.",
        source=sources.SPECIFICATIONS,
        provenance=VERIFIED,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="NAME-2",
        kinds=EITHER,
        text_en="The name follows the naming rules, exists in English and French, and the handle fits"
        " the platform.",
        text_fr="Le nom suit les règles d’appellation, existe en français et en anglais, et l’identifiant"
        " convient à la plateforme.",
        source=sources.REQUIREMENTS,
        provenance=GENERAL,
        paragraphs=("4.7(3)", "4.10"),
    ),
    ChecklistRule(
        code="DESC-1",
        kinds=ATTESTED,
        text_en="The description says that the account is official and names the organization.",
        text_fr="La description dit que le compte est officiel et nomme l’organisation.",
        source=sources.GOOD_PRACTICE,
        provenance=GENERAL,
        paragraphs=("4.7(3)",),
    ),
    ChecklistRule(
        code="DESC-2",
        kinds=TESTED_LIVE,
        text_en="The description and its links lead to a Canada.ca page in the same language.",
        text_fr="La description et ses liens mènent à une page de Canada.ca dans la même langue.",
        source=sources.GOOD_PRACTICE,
        provenance=GENERAL,
        paragraphs=("4.10",),
    ),
    ChecklistRule(
        code="OL-1",
        kinds=TESTED,
        text_en="There is one bilingual account, or a pair with one account in each language.",
        text_fr="Il y a un seul compte bilingue, ou deux comptes jumelés, un par langue.",
        source=sources.DIRECTIVE,
        provenance=VERIFIED,
        paragraphs=("4.10(4)", "4.10(5)"),
    ),
    ChecklistRule(
        code="OL-2",
        kinds=TESTED_LIVE,
        text_en="The profiles of a pair point to each other.",
        text_fr="Les profils des comptes jumelés renvoient l’un à l’autre.",
        source=sources.GOOD_PRACTICE,
        provenance=GENERAL,
        paragraphs=("4.10(4)",),
    ),
    ChecklistRule(
        code="OL-3",
        kinds=ATTESTED,
        text_en="Name, description, cover image, pinned post and notice exist in both languages.",
        text_fr="Le nom, la description, l’image de couverture, la publication épinglée et l’avis existent"
        " dans les deux langues.",
        source=sources.DIRECTIVE,
        provenance=GENERAL,
        paragraphs=("4.10",),
    ),
    ChecklistRule(
        code="WEB-1",
        kinds=ATTESTED,
        text_en="What is posted about programs and services is also on a government website.",
        text_fr="Ce qui est publié sur les programmes et services est aussi dans un site Web du"
        " gouvernement.",
        source=sources.PROCEDURES,
        provenance=VERIFIED,
        paragraphs=("4.7(2)",),
    ),
    ChecklistRule(
        code="CON-1",
        kinds=ATTESTED,
        text_en="Contact and recovery go through addresses and numbers of the organization, never a person’s.",
        text_fr="Le contact et la récupération passent par des adresses et numéros de l’organisation, jamais"
        " ceux d’une personne.",
        source=sources.SECURITY_GUIDE,
        provenance=GENERAL,
        paragraphs=("3.7",),
    ),
    ChecklistRule(
        code="VER-1",
        kinds=TESTED,
        text_en="Verification by the platform was asked for through ADM(PA).",
        text_fr="La vérification par la plateforme a été demandée par l’entremise du SMA(AP).",
        source=sources.DIRECTIVE,
        provenance=GENERAL,  # that ADM(PA) is the channel is verified; that verification is needed is not
        paragraphs=("6.1 ADM(PA) 6",),
    ),
    ChecklistRule(
        code="SEC-1",
        kinds=TESTED,
        text_en="Few people can administer or publish, and the list of them is current.",
        text_fr="Peu de personnes peuvent administrer ou publier, et leur liste est à jour.",
        source=sources.WORKPLACE_GUIDE,
        provenance=VERIFIED,
        paragraphs=("3.7", "4.7(4)"),
    ),
    ChecklistRule(
        code="SEC-2",
        kinds=ATTESTED,
        text_en="Each person signs in with credentials of their own, and no password is shared.",
        text_fr="Chaque personne se connecte avec ses propres justificatifs, et aucun mot de passe n’est"
        " partagé.",
        source=sources.WORKPLACE_GUIDE,
        provenance=VERIFIED,
        paragraphs=("3.7", "4.7(4)"),
    ),
    ChecklistRule(
        code="SEC-3",
        kinds=ATTESTED,  # recorded with the custody, but nothing here can test it
        text_en="Multi-factor authentication is on.",
        text_fr="L’authentification multifacteur est activée.",
        source=sources.SECURITY_GUIDE,
        provenance=GENERAL,
        paragraphs=("3.7",),
    ),
    ChecklistRule(
        code="SEC-4",
        kinds=ATTESTED,
        text_en="Somebody gives final approval before anything is published.",
        text_fr="Quelqu’un donne une approbation finale avant toute publication.",
        source=sources.WORKPLACE_GUIDE,
        provenance=SECONDARY,
        paragraphs=("3.7", "3.15"),
    ),
    ChecklistRule(
        code="SEC-5",
        kinds=TESTED,  # by the platform's own row
        text_en="The platform is allowed on government devices.",
        text_fr="La plateforme est permise sur les appareils du gouvernement.",
        source=sources.DEVICE_BAN,
        provenance=SECONDARY,
        paragraphs=("3.7", "6.1 ADM(IM) 3"),
    ),
    ChecklistRule(
        code="ACC-1",
        kinds=ATTESTED,
        text_en="Images have alternative text, videos have captions or a transcript, and no image is made"
        " of text alone.",
        text_fr="Les images ont un texte de remplacement, les vidéos des sous-titres ou une transcription,"
        " et aucune image n’est faite que de texte.",
        source=sources.REQUIREMENTS,
        provenance=GENERAL,
        paragraphs=("6.1 practitioner 4",),
    ),
    ChecklistRule(
        code="PRI-1",
        kinds=TESTED,
        text_en="A privacy assessment in force covers the platform and the use.",
        text_fr="Une évaluation des facteurs relatifs à la vie privée en vigueur couvre la plateforme et"
        " l’utilisation.",
        source=sources.PRIVACY_NOTICE,
        provenance=VERIFIED,
        paragraphs=("4.9",),
    ),
    ChecklistRule(
        code="REC-1",
        kinds=ATTESTED,
        text_en="Posts and comments of business value are captured as records.",
        text_fr="Les publications et commentaires à valeur opérationnelle sont conservés comme documents.",
        source=sources.RECORDKEEPING,
        provenance=GENERAL,  # the duty is verified; the method is not
        paragraphs=("4.6",),
    ),
)
