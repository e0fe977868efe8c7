"""Section 4, social media account management (§ 4.1-4.20)."""

from directive.text.paragraph import Force, Paragraph

MUST, SHOULD, MAY, CONTEXT = Force.MUST, Force.SHOULD, Force.MAY, Force.CONTEXT

ACCOUNT_MANAGEMENT = (
    Paragraph(
        "4.1",
        "First consult PA staff and name practitioners",
        "D’abord consulter le personnel des AP et désigner des praticiens",
        MUST,
    ),
    Paragraph(
        "4.2", "The practitioner makes the request", "Le praticien présente la demande", MUST
    ),
    Paragraph(
        "4.2 Note",
        "An L1 may have a step of its own first",
        "Un N1 peut avoir d’abord sa propre étape",
        MUST,  # "must be completed before" where the L1 has such a step
        cited_fr="4.2 nota",
    ),
    Paragraph(
        "4.3",
        "Approval by ADM(PA) and registration",
        "Approbation par le SMA(AP) et inscription",
        MUST,
    ),
    Paragraph(
        "4.4",
        "Submission to the Government of Canada index",
        "Soumission à l’index du gouvernement du Canada",
        MUST,
    ),
    Paragraph(
        "4.5", "No use of an unapproved account", "Aucun usage d’un compte non approuvé", MUST
    ),
    Paragraph("4.6", "Life cycle and records", "Cycle de vie et documents", MUST),
    Paragraph(
        "4.7",
        "What L1s and commanders of commands ensure",
        "Ce que garantissent les N1 et les commandants de commandement",
        MUST,
    ),
    Paragraph(
        "4.7(1)",
        "Evaluation with the official analytics tools",
        "Évaluation avec les outils d’analytique officiels",
        MUST,
    ),
    Paragraph(
        "4.7(2)",
        "Treasury Board procedures are followed",
        "Respect des procédures du Conseil du Trésor",
        MUST,
    ),
    Paragraph(
        "4.7(3)",
        "Configuration to Treasury Board specifications",
        "Configuration selon les spécifications du Conseil du Trésor",
        MUST,
    ),
    Paragraph(
        "4.7(4)", "Practitioners and nobody else", "Les praticiens et personne d’autre", MUST
    ),
    Paragraph(
        "4.8",
        "A privacy impact assessment in proportion to the risk",
        "Une évaluation des facteurs relatifs à la vie privée à la mesure du risque",
        MUST,
    ),
    Paragraph(
        "4.9",
        "An assessment for each new platform or use",
        "Une évaluation pour chaque nouvelle plateforme ou utilisation",
        MUST,
    ),
    Paragraph(
        "4.10",
        "Both official languages on an equal footing",
        "Les deux langues officielles sur un pied d’égalité",
        MUST,
    ),
    Paragraph(
        "4.10(1)",
        "Invite people to take part in both languages",
        "Inviter à participer dans les deux langues",
        MUST,
    ),
    Paragraph(
        "4.10(2)",
        "Let people write in the language they prefer",
        "Laisser chacun écrire dans la langue qu’il préfère",
        MUST,
    ),
    Paragraph(
        "4.10(3)",
        "Terms and notices in both languages",
        "Modalités et avis dans les deux langues",
        MUST,
    ),
    Paragraph(
        "4.10(4)",
        "Two accounts: same status, matching content",
        "Deux comptes : même statut, contenu équivalent",
        MUST,  # § 4.10: "must offer … This includes": each row of its list is a duty
    ),
    Paragraph(
        "4.10(5)",
        "One bilingual account: posts in both languages",
        "Un compte bilingue : publications dans les deux langues",
        MUST,
    ),
    Paragraph(
        "4.10(6)",
        "Look for bilingual outside sources",
        "Chercher des sources externes bilingues",
        MUST,
    ),
    Paragraph("4.10(7)", "Plan the translation", "Planifier la traduction", MUST),
    Paragraph(
        "4.11",
        "Answer people, after internal review",
        "Répondre au public, après examen interne",
        SHOULD,  # "are encouraged to engage"
    ),
    Paragraph(
        "4.12",
        "Moderation instructions from E-Communications",
        "Consignes de modération des Communications électroniques",
        MUST,
    ),
    Paragraph("4.13", "Genuine and fair exchanges", "Échanges vrais et équitables", SHOULD),
    Paragraph("4.14", "Terms for participants", "Modalités pour les participants", MUST),
    Paragraph(
        "4.14 Note",
        "Departmental terms may be linked",
        "Un lien vers les modalités du ministère est permis",
        MAY,
        cited_fr="4.14 nota",
    ),
    Paragraph(
        "4.15",
        "Improper comments lead to more of them",
        "Un commentaire déplacé en attire d’autres",
        CONTEXT,
    ),
    Paragraph(
        "4.16",  # must in business hours, should after hours
        "Watch the account and act on comments",
        "Surveiller le compte et agir sur les commentaires",
        MUST,
    ),
    Paragraph("4.17", "Who answers for the content", "Qui répond du contenu", MUST),
    Paragraph("4.18", "ADM(PA) answers for advertising", "Le SMA(AP) répond de la publicité", MUST),
    Paragraph(
        "4.19",
        "No promotion on public funds without approval",
        "Aucune promotion sur fonds publics sans approbation",
        MUST,
    ),
    Paragraph(
        "4.19 Note",
        "Non-public funds have their own rules",
        "Les fonds non publics ont leurs propres règles",
        CONTEXT,
        cited_fr="4.19 nota",
    ),
    Paragraph("4.20", "Evaluation that goes on", "Évaluation continue", MUST),
    Paragraph("4.20(1)", "Results and value", "Résultats et valeur", MUST),
    Paragraph("4.20(2)", "People reached", "Public rejoint", MUST),
    Paragraph("4.20(3)", "Rules met", "Règles respectées", MUST),
    Paragraph("4.20(4)", "Better content", "Meilleur contenu", MUST),
    Paragraph("4.20(5)", "Training kept current", "Formation tenue à jour", MUST),
)
