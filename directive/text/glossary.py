"""Terms of the directive and of this registry, explained in our own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Term:
    code: str
    en: str
    fr: str
    meaning_en: str
    meaning_fr: str
    paragraphs: tuple[str, ...] = ()  # empty: a term of this registry alone
    sure: bool = False  # the French term was read in a published text; otherwise marked [?]


TERMS: tuple[Term, ...] = (
    Term(
        "official-account",
        "official social media account",
        "compte officiel de médias sociaux",
        "An account that speaks for the Department or the Forces. ADM(PA) has approved "
        "it, and it has a number in the registry.",
        "Un compte qui parle au nom du Ministère ou des Forces. Le SMA(AP) l’a approuvé, "
        "et il a un numéro au registre.",
        ("3.1", "4.3"),
        sure=True,
    ),
    Term(
        "official-use",
        "official use",
        "utilisation officielle",
        "Posting or answering for the Department or the Forces, as part of one’s duties, "
        "to people inside or outside.",
        "Publier ou répondre au nom du Ministère ou des Forces, dans ses fonctions, pour "
        "un public interne ou externe.",
        ("2 official use of social media", "3.1"),
        sure=True,
    ),
    Term(
        "professional-use",
        "professional use",
        "utilisation professionnelle",
        "Using one’s own account in connection with one’s work, such as on a career "
        "network. It is never registered here.",
        "Se servir de son propre compte en rapport avec son travail, par exemple sur un "
        "réseau de carrière. Il n’est jamais inscrit ici.",
        ("2 professional use of social media", "3.1 Note"),
        sure=True,
    ),
    Term(
        "personal-use",
        "personal use",
        "utilisation personnelle",
        "Using one’s own account for private matters. It is never registered here.",
        "Se servir de son propre compte pour des affaires privées. Il n’est jamais inscrit ici.",
        ("2 personal use of social media", "3.1 Note"),
        sure=True,
    ),
    Term(
        "practitioner",
        "social media practitioner",
        "praticien des médias sociaux",
        "A DND employee or CAF member whom a superior has authorized to use and manage "
        "official accounts. Nobody else may.",
        "Un employé du MDN ou un militaire qu’un supérieur a autorisé à utiliser et à "
        "gérer des comptes officiels. Nul autre ne le peut.",
        ("2 social media practitioner", "3.10", "3.12", "4.7(4)"),
        sure=True,
    ),
    Term(
        "superior",
        "appropriate superior",
        "supérieur approprié",
        "The commander, commanding officer or manager who authorizes practitioners and "
        "answers for what the account says.",
        "Le commandant ou le gestionnaire qui autorise les praticiens et qui répond de ce"
        " que dit le compte.",
        ("3.10", "4.17"),
        sure=True,
    ),
    Term(
        "l1",
        "level one advisor (L1)",
        "conseiller de niveau un (N1)",
        "The head of one of the large organizations that report to the top of the "
        "Department or the Forces. Some endorse requests before they go on.",
        "Le chef d’une des grandes organisations qui relèvent de la tête du Ministère ou "
        "des Forces. Certains appuient les demandes avant qu’elles aillent plus loin.",
        ("4.2 Note", "4.7", "6.1"),
        sure=True,
    ),
    Term(
        "pa-staff",
        "public affairs (PA) staff",
        "personnel des affaires publiques (AP)",
        "Public affairs officers and civilian communications officers. Their advice comes"
        " before each authorization and each request.",
        "Les officiers des affaires publiques et les agents civils des communications. "
        "Leur avis précède chaque autorisation et chaque demande.",
        ("3.10", "3.11", "4.1"),
    ),
    Term(
        "admpa",
        "ADM(PA)",
        "SMA(AP)",
        "The Assistant Deputy Minister (Public Affairs), head of communications: approves"
        " every account and may direct that one be closed.",
        "Le sous-ministre adjoint (Affaires publiques), chef des communications : "
        "approuve chaque compte et peut ordonner la désactivation d’un compte.",
        ("3.5", "4.3", "5.4", "6.1"),
        sure=True,
    ),
    Term(
        "e-communications",
        "ADM(PA) E-Communications",
        "Communications électroniques du SMA(AP)",
        "The team of ADM(PA) that reviews requests, keeps the registry and gives "
        "instructions on moderation.",
        "L’équipe du SMA(AP) qui examine les demandes, tient le registre et donne les "
        "instructions de modération.",
        ("3.4", "4.2", "4.3", "4.12"),
    ),
    Term(
        "daip",
        "Director Access to Information and Privacy",
        "Directeur - Accès à l’information et protection des renseignements personnels",
        "Approves privacy impact assessments and rules on allegations of a breach of privacy.",
        "Approuve les évaluations des facteurs relatifs à la vie privée et tranche les "
        "allégations d’atteinte à la vie privée.",
        ("6.1",),
        sure=True,
    ),
    Term(
        "dma",
        "Director Marketing and Advertising",
        "Directeur - Marketing et publicité",
        "Must be consulted before public money is spent to promote a post.",
        "Doit être consulté avant que des fonds publics servent à promouvoir une publication.",
        ("4.19",),
    ),
    Term(
        "request",
        "request",
        "demande",
        "What a practitioner fills in to ask for an account, for a change, or for a transfer.",
        "Ce qu’un praticien remplit pour demander un compte, une modification ou un transfert.",
        ("4.1", "4.2"),
    ),
    Term(
        "consultation",
        "consultation of PA staff",
        "consultation du personnel des AP",
        "Asking public affairs staff whether the account is needed, before the request is"
        " submitted.",
        "Demander au personnel des affaires publiques si le compte est nécessaire, avant "
        "de soumettre la demande.",
        ("4.1",),
    ),
    Term(
        "endorse",
        "endorse, endorsement",
        "appuyer, appui",
        "What a level one advisor does with a request where the organization has such a "
        "step of its own.",
        "Ce qu’un conseiller de niveau un fait d’une demande, là où l’organisation "
        "prévoit cette étape.",
        ("4.2 Note",),
    ),
    Term(
        "assign",
        "assign, unassign",
        "attribuer, retirer l’attribution",
        "A reviewer assigns a request of the queue to themselves, or unassigns it so that a "
        "colleague can review it.",
        "Un examinateur s’attribue une demande de la file, ou en retire l’attribution pour "
        "qu’un collègue puisse l’examiner.",
        ("4.3",),
    ),
    Term(
        "return-for-changes",
        "return for changes",
        "retourner pour modification",
        "Returning a request to its requester with a list of reasons. Each is answered "
        "before the request is submitted again.",
        "Retourner une demande à son demandeur avec une liste de motifs. Il répond à chacun "
        "avant de la soumettre de nouveau.",
        ("4.2", "4.3"),
    ),
    Term(
        "recommend",
        "recommend",
        "recommander",
        "What the reviewer proposes to ADM(PA): to approve or to refuse, and why.",
        "Ce que l’examinateur propose au SMA(AP) : approuver ou refuser, et pourquoi.",
        ("4.3",),
    ),
    Term(
        "approve",
        "approve, register",
        "approuver, inscrire",
        "Two acts: ADM(PA) approves the account, then E-Communications registers it under"
        " a number.",
        "Deux actes : le SMA(AP) approuve le compte, puis les Communications "
        "électroniques l’inscrivent sous un numéro.",
        ("4.3",),
    ),
    Term(
        "registry",
        "registry",
        "registre",
        "The list of all approved accounts, with the whole history of each.",
        "La liste de tous les comptes approuvés, avec l’histoire complète de chacun.",
        ("4.3", "6.1"),
    ),
    Term(
        "registry-number",
        "registry number",
        "numéro de registre",
        "What an account is known by here. Its last character shows whether it was typed "
        "correctly.",
        "Ce par quoi un compte est connu ici. Son dernier caractère montre s’il a été bien saisi.",
        ("4.3",),
    ),
    Term(
        "platform",
        "platform",
        "plateforme",
        "A service such as a social network, a podcast host or a wiki.",
        "Un service, par exemple un réseau social, un hébergeur de balados ou un wiki.",
        ("3.3",),
    ),
    Term(
        "handle",
        "handle",
        "identifiant",
        "The name by which the platform knows the account, often written after an @.",
        "Le nom sous lequel la plateforme connaît le compte, souvent écrit après un @.",
    ),
    Term(
        "paired-account",
        "paired account, language pair",
        "compte jumelé",
        "One of two accounts, English and French, that say the same and stand and fall together.",
        "L’un de deux comptes, français et anglais, qui disent la même chose et vivent et"
        " cessent ensemble.",
        ("4.10", "4.10(4)"),
    ),
    Term(
        "pia",
        "privacy impact assessment (PIA)",
        "évaluation des facteurs relatifs à la vie privée (EFVP)",
        "A study of what a platform, used in a certain way, means for people’s personal "
        "information. One must be in force before an account is recommended.",
        "Une étude de ce qu’une plateforme, utilisée d’une certaine façon, signifie pour "
        "les renseignements personnels. Il en faut une en vigueur avant de recommander un"
        " compte.",
        ("4.8", "4.9"),
        sure=True,
    ),
    Term(
        "master-index",
        "master index",
        "index principal",
        "The Government of Canada’s own list of official accounts, kept by Service Canada.",
        "La liste des comptes officiels du gouvernement du Canada, tenue par Service Canada.",
        ("4.4",),
    ),
    Term(
        "readiness",
        "readiness",
        "préparation",
        "The list of what must be in place before an account is made active, each row "
        "with who must act.",
        "La liste de ce qui doit être en place avant qu’un compte soit actif, chaque "
        "ligne avec qui doit agir.",
        ("4.6", "4.7"),
    ),
    Term(
        "finding",
        "finding",
        "constat",
        "A row of the readiness list that no longer holds while the account is in use.",
        "Une ligne de la liste de préparation qui n’est plus remplie alors que le compte "
        "est en usage.",
        ("4.7",),
    ),
    Term(
        "custody",
        "custody (of credentials)",
        "garde (des justificatifs)",
        "Which role holds the password of an account, and where it is kept. The password "
        "itself is never entered here.",
        "Quelle fonction détient le mot de passe d’un compte, et où il est gardé. Le mot "
        "de passe lui-même n’est jamais saisi ici.",
        ("4.6", "4.7(4)"),
    ),
    Term(
        "notice",
        "social media notice, terms and conditions",
        "avis sur les médias sociaux, modalités",
        "The page that tells visitors how to behave, what is removed and when the account"
        " is watched. It exists in both languages.",
        "La page qui dit aux visiteurs comment se conduire, ce qui est retiré et quand le"
        " compte est surveillé. Elle existe dans les deux langues.",
        ("4.10(3)", "4.14"),
        sure=True,
    ),
    Term(
        "moderation",
        "moderation",
        "modération",
        "Reading what others write on the account, and answering, hiding or removing it "
        "as the instructions say.",
        "Lire ce que d’autres écrivent sur le compte, et y répondre, le masquer ou le "
        "retirer selon les instructions.",
        ("4.12", "4.15", "4.16"),
    ),
    Term(
        "monitoring",
        "monitoring",
        "surveillance",
        "Looking at the account regularly during business hours, and after hours when possible.",
        "Regarder le compte régulièrement pendant les heures de bureau, et en dehors de "
        "celles-ci quand c’est possible.",
        ("4.16",),
    ),
    Term(
        "evaluation",
        "evaluation",
        "évaluation",
        "Asking from time to time whether the account reaches its people, keeps the rules"
        " and is worth its cost.",
        "Se demander de temps à autre si le compte atteint son public, respecte les "
        "règles et vaut ce qu’il coûte.",
        ("4.20",),
    ),
    Term(
        "carry-over",
        "carry-over",
        "reprise",
        "Entering an account that was approved before this registry existed. ADM(PA) confirms it.",
        "Inscrire un compte approuvé avant la création de ce registre. Le SMA(AP) le confirme.",
        ("4.3",),
    ),
    Term(
        "regularization",
        "regularization",
        "régularisation",
        "Asking for the approval of an account that was found in official use without one.",
        "Demander l’approbation d’un compte trouvé en utilisation officielle sans approbation.",
        ("4.5", "5.4(1)"),
    ),
    Term(
        "closing-plan",
        "closing plan",
        "plan de fermeture",
        "What must be done before an account ends: keep its records, tell its followers, "
        "settle its handle.",
        "Ce qu’il faut faire avant la fin d’un compte : conserver ses documents, prévenir"
        " ses abonnés, régler le sort de son identifiant.",
        ("4.6",),
    ),
    Term(
        "deactivate",
        "deactivate",
        "désactiver",
        "To end an account. Its record stays, and its former handle is watched where it "
        "was released.",
        "Mettre fin à un compte. Son dossier reste, et son ancien identifiant est "
        "surveillé s’il a été libéré.",
        ("4.6", "5.4"),
    ),
    Term(
        "primer",
        "Social Media Primer",
        "« Social Media Primer »",
        "The course that a practitioner takes without delay once authorized.",
        "Le cours qu’un praticien suit sans délai une fois autorisé.",
        ("3.12",),
    ),
    Term(
        "role",
        "role",
        "fonction",
        "What a person is assigned to do in an organization, from a first to a last day. What "
        "you may do here follows from your roles.",
        "Ce qu’une personne est chargée de faire dans une organisation, d’un premier à un "
        "dernier jour. Ce que vous pouvez faire ici découle de vos fonctions.",
    ),
    Term(
        "delegation",
        "delegation, delegate",
        "délégation, délégué",
        "Naming somebody, the delegate, who acts for you for a time. Both names are kept with "
        "each step.",
        "La désignation d’une personne, le délégué, qui agit pour vous pendant un temps. Les "
        "deux noms sont conservés avec chaque étape.",
    ),
    Term(
        "target",
        "target (in working days)",
        "délai visé (en jours ouvrables)",
        "The time in which a step should be taken. The Department sets it for itself; it "
        "is not a legal limit.",
        "Le temps dans lequel une étape devrait être franchie. Le Ministère se le fixe "
        "lui-même; ce n’est pas un délai légal.",
    ),
)
