"""Terms of the directive and of this registry, explained in our own words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
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
        code="official-account",
        en="official social media account",
        fr="compte officiel de médias sociaux",
        meaning_en="An account that speaks for the Department or the Forces. ADM(PA) has approved "
        "it, and it has a number in the registry.",
        meaning_fr="Un compte qui parle au nom du Ministère ou des Forces. Le SMA(AP) l’a approuvé, "
        "et il a un numéro au registre.",
        paragraphs=("3.1", "4.3"),
        sure=True,
    ),
    Term(
        code="official-use",
        en="official use",
        fr="utilisation officielle",
        meaning_en="Posting or answering for the Department or the Forces, as part of one’s duties, "
        "to people inside or outside.",
        meaning_fr="Publier ou répondre au nom du Ministère ou des Forces, dans ses fonctions, pour "
        "un public interne ou externe.",
        paragraphs=("2 official use of social media", "3.1"),
        sure=True,
    ),
    Term(
        code="professional-use",
        en="professional use",
        fr="utilisation professionnelle",
        meaning_en="Using one’s own account in connection with one’s work, such as on a career "
        "network. It is never registered here.",
        meaning_fr="Se servir de son propre compte en rapport avec son travail, par exemple sur un "
        "réseau de carrière. Il n’est jamais inscrit ici.",
        paragraphs=("2 professional use of social media", "3.1 Note"),
        sure=True,
    ),
    Term(
        code="personal-use",
        en="personal use",
        fr="utilisation personnelle",
        meaning_en="Using one’s own account for private matters. It is never registered here.",
        meaning_fr="Se servir de son propre compte pour des affaires privées. Il n’est jamais inscrit ici.",
        paragraphs=("2 personal use of social media", "3.1 Note"),
        sure=True,
    ),
    Term(
        code="practitioner",
        en="social media practitioner",
        fr="praticien des médias sociaux",
        meaning_en="A DND employee or CAF member whom a superior has authorized to use and manage "
        "official accounts. Nobody else may.",
        meaning_fr="Un employé du MDN ou un militaire qu’un supérieur a autorisé à utiliser et à "
        "gérer des comptes officiels. Nul autre ne le peut.",
        paragraphs=("2 social media practitioner", "3.10", "3.12", "4.7(4)"),
        sure=True,
    ),
    Term(
        code="superior",
        en="appropriate superior",
        fr="supérieur approprié",
        meaning_en="The commander, commanding officer or manager who authorizes practitioners and "
        "answers for what the account says.",
        meaning_fr="Le commandant ou le gestionnaire qui autorise les praticiens et qui répond de ce"
        " que dit le compte.",
        paragraphs=("3.10", "4.17"),
        sure=True,
    ),
    Term(
        code="l1",
        en="level one advisor (L1)",
        fr="conseiller de niveau un (N1)",
        meaning_en="The head of one of the large organizations that report to the top of the "
        "Department or the Forces. Some endorse requests before they go on.",
        meaning_fr="Le chef d’une des grandes organisations qui relèvent de la tête du Ministère ou "
        "des Forces. Certains appuient les demandes avant qu’elles aillent plus loin.",
        paragraphs=("4.2 Note", "4.7", "6.1"),
        sure=True,
    ),
    Term(
        code="pa-staff",
        en="public affairs (PA) staff",
        fr="personnel des affaires publiques (AP)",
        meaning_en="Public affairs officers and civilian communications officers. Their advice comes"
        " before each authorization and each request.",
        meaning_fr="Les officiers des affaires publiques et les agents civils des communications. "
        "Leur avis précède chaque autorisation et chaque demande.",
        paragraphs=("3.10", "3.11", "4.1"),
    ),
    Term(
        code="admpa",
        en="ADM(PA)",
        fr="SMA(AP)",
        meaning_en="The Assistant Deputy Minister (Public Affairs), head of communications: approves"
        " every account and may direct that one be closed.",
        meaning_fr="Le sous-ministre adjoint (Affaires publiques), chef des communications : "
        "approuve chaque compte et peut ordonner la désactivation d’un compte.",
        paragraphs=("3.5", "4.3", "5.4", "6.1"),
        sure=True,
    ),
    Term(
        code="e-communications",
        en="ADM(PA) E-Communications",
        fr="Communications électroniques du SMA(AP)",
        meaning_en="The team of ADM(PA) that reviews requests, keeps the registry and gives "
        "instructions on moderation.",
        meaning_fr="L’équipe du SMA(AP) qui examine les demandes, tient le registre et donne les "
        "instructions de modération.",
        paragraphs=("3.4", "4.2", "4.3", "4.12"),
    ),
    Term(
        code="daip",
        en="Director Access to Information and Privacy",
        fr="Directeur - Accès à l’information et protection des renseignements personnels",
        meaning_en="Approves privacy impact assessments and rules on allegations of a breach of privacy.",
        meaning_fr="Approuve les évaluations des facteurs relatifs à la vie privée et tranche les "
        "allégations d’atteinte à la vie privée.",
        paragraphs=("6.1",),
        sure=True,
    ),
    Term(
        code="dma",
        en="Director Marketing and Advertising",
        fr="Directeur - Marketing et publicité",
        meaning_en="Must be consulted before public money is spent to promote a post.",
        meaning_fr="Doit être consulté avant que des fonds publics servent à promouvoir une publication.",
        paragraphs=("4.19",),
    ),
    Term(
        code="request",
        en="request",
        fr="demande",
        meaning_en="What a practitioner fills in to ask for an account, for a change, or for a transfer.",
        meaning_fr="Ce qu’un praticien remplit pour demander un compte, une modification ou un transfert.",
        paragraphs=("4.1", "4.2"),
    ),
    Term(
        code="consultation",
        en="consultation of PA staff",
        fr="consultation du personnel des AP",
        meaning_en="Asking public affairs staff whether the account is needed, before the request is"
        " submitted.",
        meaning_fr="Demander au personnel des affaires publiques si le compte est nécessaire, avant "
        "de soumettre la demande.",
        paragraphs=("4.1",),
    ),
    Term(
        code="endorse",
        en="endorse, endorsement",
        fr="appuyer, appui",
        meaning_en="What a level one advisor does with a request where the organization has such a "
        "step of its own.",
        meaning_fr="Ce qu’un conseiller de niveau un fait d’une demande, là où l’organisation "
        "prévoit cette étape.",
        paragraphs=("4.2 Note",),
    ),
    Term(
        code="assign",
        en="assign, unassign",
        fr="attribuer, retirer l’attribution",
        meaning_en="A reviewer assigns a request of the queue to themselves, or unassigns it so that a "
        "colleague can review it.",
        meaning_fr="Un examinateur s’attribue une demande de la file, ou en retire l’attribution pour "
        "qu’un collègue puisse l’examiner.",
        paragraphs=("4.3",),
    ),
    Term(
        code="return-for-changes",
        en="return for changes",
        fr="retourner pour modification",
        meaning_en="Returning a request to its requester with a list of reasons. Each is answered "
        "before the request is submitted again.",
        meaning_fr="Retourner une demande à son demandeur avec une liste de motifs. Il répond à chacun "
        "avant de la soumettre de nouveau.",
        paragraphs=("4.2", "4.3"),
    ),
    Term(
        code="recommend",
        en="recommend",
        fr="recommander",
        meaning_en="What the reviewer proposes to ADM(PA): to approve or to refuse, and why.",
        meaning_fr="Ce que l’examinateur propose au SMA(AP) : approuver ou refuser, et pourquoi.",
        paragraphs=("4.3",),
    ),
    Term(
        code="approve",
        en="approve, register",
        fr="approuver, inscrire",
        meaning_en="Two acts: ADM(PA) approves the account, then E-Communications registers it under"
        " a number.",
        meaning_fr="Deux actes : le SMA(AP) approuve le compte, puis les Communications "
        "électroniques l’inscrivent sous un numéro.",
        paragraphs=("4.3",),
    ),
    Term(
        code="registry",
        en="registry",
        fr="registre",
        meaning_en="The list of all approved accounts, with the whole history of each.",
        meaning_fr="La liste de tous les comptes approuvés, avec l’histoire complète de chacun.",
        paragraphs=("4.3", "6.1"),
    ),
    Term(
        code="registry-number",
        en="registry number",
        fr="numéro de registre",
        meaning_en="What an account is known by here. Its last character shows whether it was typed "
        "correctly.",
        meaning_fr="Ce par quoi un compte est connu ici. Son dernier caractère montre s’il a été bien saisi.",
        paragraphs=("4.3",),
    ),
    Term(
        code="platform",
        en="platform",
        fr="plateforme",
        meaning_en="A service such as a social network, a podcast host or a wiki.",
        meaning_fr="Un service, par exemple un réseau social, un hébergeur de balados ou un wiki.",
        paragraphs=("3.3",),
    ),
    Term(
        code="handle",
        en="handle",
        fr="identifiant",
        meaning_en="The name by which the platform knows the account, often written after an @.",
        meaning_fr="Le nom sous lequel la plateforme connaît le compte, souvent écrit après un @.",
    ),
    Term(
        code="paired-account",
        en="paired account, language pair",
        fr="compte jumelé",
        meaning_en="One of two accounts, English and French, that say the same and stand and fall together.",
        meaning_fr="L’un de deux comptes, français et anglais, qui disent la même chose et vivent et"
        " cessent ensemble.",
        paragraphs=("4.10", "4.10(4)"),
    ),
    Term(
        code="pia",
        en="privacy impact assessment (PIA)",
        fr="évaluation des facteurs relatifs à la vie privée (EFVP)",
        meaning_en="A study of what a platform, used in a certain way, means for people’s personal "
        "information. One must be in force before an account is recommended.",
        meaning_fr="Une étude de ce qu’une plateforme, utilisée d’une certaine façon, signifie pour "
        "les renseignements personnels. Il en faut une en vigueur avant de recommander un"
        " compte.",
        paragraphs=("4.8", "4.9"),
        sure=True,
    ),
    Term(
        code="master-index",
        en="master index",
        fr="index principal",
        meaning_en="The Government of Canada’s own list of official accounts, kept by Service Canada.",
        meaning_fr="La liste des comptes officiels du gouvernement du Canada, tenue par Service Canada.",
        paragraphs=("4.4",),
    ),
    Term(
        code="readiness",
        en="readiness",
        fr="préparation",
        meaning_en="The list of what must be in place before an account is made active, each row "
        "with who must act.",
        meaning_fr="La liste de ce qui doit être en place avant qu’un compte soit actif, chaque "
        "ligne avec qui doit agir.",
        paragraphs=("4.6", "4.7"),
    ),
    Term(
        code="finding",
        en="finding",
        fr="constat",
        meaning_en="A row of the readiness list that no longer holds while the account is in use.",
        meaning_fr="Une ligne de la liste de préparation qui n’est plus remplie alors que le compte "
        "est en usage.",
        paragraphs=("4.7",),
    ),
    Term(
        code="custody",
        en="custody (of credentials)",
        fr="garde (des justificatifs)",
        meaning_en="Which role holds the password of an account, and where it is kept. The password "
        "itself is never entered here.",
        meaning_fr="Quelle fonction détient le mot de passe d’un compte, et où il est gardé. Le mot "
        "de passe lui-même n’est jamais saisi ici.",
        paragraphs=("4.6", "4.7(4)"),
    ),
    Term(
        code="notice",
        en="social media notice, terms and conditions",
        fr="avis sur les médias sociaux, modalités",
        meaning_en="The page that tells visitors how to behave, what is removed and when the account"
        " is watched. It exists in both languages.",
        meaning_fr="La page qui dit aux visiteurs comment se conduire, ce qui est retiré et quand le"
        " compte est surveillé. Elle existe dans les deux langues.",
        paragraphs=("4.10(3)", "4.14"),
        sure=True,
    ),
    Term(
        code="moderation",
        en="moderation",
        fr="modération",
        meaning_en="Reading what others write on the account, and answering, hiding or removing it "
        "as the instructions say.",
        meaning_fr="Lire ce que d’autres écrivent sur le compte, et y répondre, le masquer ou le "
        "retirer selon les instructions.",
        paragraphs=("4.12", "4.15", "4.16"),
    ),
    Term(
        code="monitoring",
        en="monitoring",
        fr="surveillance",
        meaning_en="Looking at the account regularly during business hours, and after hours when possible.",
        meaning_fr="Regarder le compte régulièrement pendant les heures de bureau, et en dehors de "
        "celles-ci quand c’est possible.",
        paragraphs=("4.16",),
    ),
    Term(
        code="evaluation",
        en="evaluation",
        fr="évaluation",
        meaning_en="Asking from time to time whether the account reaches its people, keeps the rules"
        " and is worth its cost.",
        meaning_fr="Se demander de temps à autre si le compte atteint son public, respecte les "
        "règles et vaut ce qu’il coûte.",
        paragraphs=("4.20",),
    ),
    Term(
        code="carry-over",
        en="carry-over",
        fr="reprise",
        meaning_en="Entering an account that was approved before this registry existed. ADM(PA) confirms it.",
        meaning_fr="Inscrire un compte approuvé avant la création de ce registre. Le SMA(AP) le confirme.",
        paragraphs=("4.3",),
    ),
    Term(
        code="regularization",
        en="regularization",
        fr="régularisation",
        meaning_en="Asking for the approval of an account that was found in official use without one.",
        meaning_fr="Demander l’approbation d’un compte trouvé en utilisation officielle sans approbation.",
        paragraphs=("4.5", "5.4(1)"),
    ),
    Term(
        code="closing-plan",
        en="closing plan",
        fr="plan de fermeture",
        meaning_en="What must be done before an account ends: keep its records, tell its followers, "
        "settle its handle.",
        meaning_fr="Ce qu’il faut faire avant la fin d’un compte : conserver ses documents, prévenir"
        " ses abonnés, régler le sort de son identifiant.",
        paragraphs=("4.6",),
    ),
    Term(
        code="deactivate",
        en="deactivate",
        fr="désactiver",
        meaning_en="To end an account. Its record stays, and its former handle is watched where it "
        "was released.",
        meaning_fr="Mettre fin à un compte. Son dossier reste, et son ancien identifiant est "
        "surveillé s’il a été libéré.",
        paragraphs=("4.6", "5.4"),
    ),
    Term(
        code="primer",
        en="Social Media Primer",
        fr="« Social Media Primer »",
        meaning_en="The course that a practitioner takes without delay once authorized.",
        meaning_fr="Le cours qu’un praticien suit sans délai une fois autorisé.",
        paragraphs=("3.12",),
    ),
    Term(
        code="role",
        en="role",
        fr="fonction",
        meaning_en="What a person is assigned to do in an organization, from a first to a last day. What "
        "you may do here follows from your roles.",
        meaning_fr="Ce qu’une personne est chargée de faire dans une organisation, d’un premier à un "
        "dernier jour. Ce que vous pouvez faire ici découle de vos fonctions.",
    ),
    Term(
        code="delegation",
        en="delegation, delegate",
        fr="délégation, délégué",
        meaning_en="Naming somebody, the delegate, who acts for you for a time. Both names are kept with "
        "each step.",
        meaning_fr="La désignation d’une personne, le délégué, qui agit pour vous pendant un temps. Les "
        "deux noms sont conservés avec chaque étape.",
    ),
    Term(
        code="target",
        en="target (in working days)",
        fr="délai visé (en jours ouvrables)",
        meaning_en="The time in which a step should be taken. The Department sets it for itself; it "
        "is not a legal limit.",
        meaning_fr="Le temps dans lequel une étape devrait être franchie. Le Ministère se le fixe "
        "lui-même; ce n’est pas un délai légal.",
    ),
)
