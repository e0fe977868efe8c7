"""Section 4, social media account management (§ 4.1-4.20)."""

from directive.text.paragraph import Force, Paragraph

MUST, SHOULD, MAY, CONTEXT = Force.MUST, Force.SHOULD, Force.MAY, Force.CONTEXT

ACCOUNT_MANAGEMENT = (
    Paragraph(
        number="4.1",
        title_en="First consult PA staff and name practitioners",
        title_fr="D’abord consulter le personnel des AP et désigner des praticiens",
        force=MUST,
    ),
    Paragraph(
        number="4.2",
        title_en="The practitioner makes the request",
        title_fr="Le praticien présente la demande",
        force=MUST,
    ),
    Paragraph(
        number="4.2 Note",
        title_en="An L1 may have a step of its own first",
        title_fr="Un N1 peut avoir d’abord sa propre étape",
        force=MUST,  # "must be completed before" where the L1 has such a step
        cited_fr="4.2 nota",
    ),
    Paragraph(
        number="4.3",
        title_en="Approval by ADM(PA) and registration",
        title_fr="Approbation par le SMA(AP) et inscription",
        force=MUST,
    ),
    Paragraph(
        number="4.4",
        title_en="Submission to the Government of Canada index",
        title_fr="Soumission à l’index du gouvernement du Canada",
        force=MUST,
    ),
    Paragraph(
        number="4.5",
        title_en="No use of an unapproved account",
        title_fr="Aucun usage d’un compte non approuvé",
        force=MUST,
    ),
    Paragraph(
        number="4.6",
        title_en="Life cycle and records",
        title_fr="Cycle de vie et documents",
        force=MUST,
    ),
    Paragraph(
        number="4.7",
        title_en="What L1s and commanders of commands ensure",
        title_fr="Ce que garantissent les N1 et les commandants de commandement",
        force=MUST,
    ),
    Paragraph(
        number="4.7(1)",
        title_en="Evaluation with the official analytics tools",
        title_fr="Évaluation avec les outils d’analytique officiels",
        force=MUST,
    ),
    Paragraph(
        number="4.7(2)",
        title_en="Treasury Board procedures are followed",
        title_fr="Respect des procédures du Conseil du Trésor",
        force=MUST,
    ),
    Paragraph(
        number="4.7(3)",
        title_en="Configuration to Treasury Board specifications",
        title_fr="Configuration selon les spécifications du Conseil du Trésor",
        force=MUST,
    ),
    Paragraph(
        number="4.7(4)",
        title_en="Practitioners and nobody else",
        title_fr="Les praticiens et personne d’autre",
        force=MUST,
    ),
    Paragraph(
        number="4.8",
        title_en="A privacy impact assessment in proportion to the risk",
        title_fr="Une évaluation des facteurs relatifs à la vie privée à la mesure du risque",
        force=MUST,
    ),
    Paragraph(
        number="4.9",
        title_en="An assessment for each new platform or use",
        title_fr="Une évaluation pour chaque nouvelle plateforme ou utilisation",
        force=MUST,
    ),
    Paragraph(
        number="4.10",
        title_en="Both official languages on an equal footing",
        title_fr="Les deux langues officielles sur un pied d’égalité",
        force=MUST,
    ),
    Paragraph(
        number="4.10(1)",
        title_en="Invite people to take part in both languages",
        title_fr="Inviter à participer dans les deux langues",
        force=MUST,
    ),
    Paragraph(
        number="4.10(2)",
        title_en="Let people write in the language they prefer",
        title_fr="Laisser chacun écrire dans la langue qu’il préfère",
        force=MUST,
    ),
    Paragraph(
        number="4.10(3)",
        title_en="Terms and notices in both languages",
        title_fr="Modalités et avis dans les deux langues",
        force=MUST,
    ),
    Paragraph(
        number="4.10(4)",
        title_en="Two accounts: same status, matching content",
        title_fr="Deux comptes : même statut, contenu équivalent",
        force=MUST,  # § 4.10: "must offer … This includes": each row of its list is a duty
    ),
    Paragraph(
        number="4.10(5)",
        title_en="One bilingual account: posts in both languages",
        title_fr="Un compte bilingue : publications dans les deux langues",
        force=MUST,
    ),
    Paragraph(
        number="4.10(6)",
        title_en="Look for bilingual outside sources",
        title_fr="Chercher des sources externes bilingues",
        force=MUST,
    ),
    Paragraph(
        number="4.10(7)",
        title_en="Plan the translation",
        title_fr="Planifier la traduction",
        force=MUST,
    ),
    Paragraph(
        number="4.11",
        title_en="Answer people, after internal review",
        title_fr="Répondre au public, après examen interne",
        force=SHOULD,  # "are encouraged to engage"
    ),
    Paragraph(
        number="4.12",
        title_en="Moderation instructions from E-Communications",
        title_fr="Consignes de modération des Communications électroniques",
        force=MUST,
    ),
    Paragraph(
        number="4.13",
        title_en="Genuine and fair exchanges",
        title_fr="Échanges vrais et équitables",
        force=SHOULD,
    ),
    Paragraph(
        number="4.14",
        title_en="Terms for participants",
        title_fr="Modalités pour les participants",
        force=MUST,
    ),
    Paragraph(
        number="4.14 Note",
        title_en="Departmental terms may be linked",
        title_fr="Un lien vers les modalités du ministère est permis",
        force=MAY,
        cited_fr="4.14 nota",
    ),
    Paragraph(
        number="4.15",
        title_en="Improper comments lead to more of them",
        title_fr="Un commentaire déplacé en attire d’autres",
        force=CONTEXT,
    ),
    Paragraph(
        number="4.16",  # must in business hours, should after hours
        title_en="Watch the account and act on comments",
        title_fr="Surveiller le compte et agir sur les commentaires",
        force=MUST,
    ),
    Paragraph(
        number="4.17",
        title_en="Who answers for the content",
        title_fr="Qui répond du contenu",
        force=MUST,
    ),
    Paragraph(
        number="4.18",
        title_en="ADM(PA) answers for advertising",
        title_fr="Le SMA(AP) répond de la publicité",
        force=MUST,
    ),
    Paragraph(
        number="4.19",
        title_en="No promotion on public funds without approval",
        title_fr="Aucune promotion sur fonds publics sans approbation",
        force=MUST,
    ),
    Paragraph(
        number="4.19 Note",
        title_en="Non-public funds have their own rules",
        title_fr="Les fonds non publics ont leurs propres règles",
        force=CONTEXT,
        cited_fr="4.19 nota",
    ),
    Paragraph(
        number="4.20",
        title_en="Evaluation that goes on",
        title_fr="Évaluation continue",
        force=MUST,
    ),
    Paragraph(
        number="4.20(1)", title_en="Results and value", title_fr="Résultats et valeur", force=MUST
    ),
    Paragraph(number="4.20(2)", title_en="People reached", title_fr="Public rejoint", force=MUST),
    Paragraph(number="4.20(3)", title_en="Rules met", title_fr="Règles respectées", force=MUST),
    Paragraph(number="4.20(4)", title_en="Better content", title_fr="Meilleur contenu", force=MUST),
    Paragraph(
        number="4.20(5)",
        title_en="Training kept current",
        title_fr="Formation tenue à jour",
        force=MUST,
    ),
)
