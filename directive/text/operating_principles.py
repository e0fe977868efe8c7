"""Section 3, operating principles (§ 3.1-3.16)."""

from directive.text.paragraph import Force, Paragraph

MUST, SHOULD, CONTEXT = Force.MUST, Force.SHOULD, Force.CONTEXT

OPERATING_PRINCIPLES = (
    Paragraph(
        "3.1",
        "Who follows the directive, and for which accounts",
        "Qui suit la directive, et pour quels comptes",
        CONTEXT,
    ),
    Paragraph(
        "3.1 Note",
        "Personal and professional accounts are left out",
        "Les comptes personnels et professionnels sont exclus",
        MUST,  # nothing may be registered here that the directive does not apply to
        cited_fr="3.1 nota",
    ),
    Paragraph("3.2", "Audiences have moved online", "Le public est passé en ligne", CONTEXT),
    # The platform categories of the registry are the ten rows of this list.
    Paragraph("3.3", "Kinds of platforms", "Genres de plateformes", CONTEXT),
    Paragraph("3.3(1)", "Blogs and microblogs", "Blogues et microblogues", CONTEXT),
    Paragraph("3.3(2)", "Photo and video sharing", "Partage de photos et de vidéos", CONTEXT),
    Paragraph("3.3(3)", "Games", "Jeux", CONTEXT),
    Paragraph("3.3(4)", "Discussion forums", "Forums de discussion", CONTEXT),
    Paragraph("3.3(5)", "Live video", "Vidéo en direct", CONTEXT),
    Paragraph("3.3(6)", "Messaging", "Messagerie", CONTEXT),
    Paragraph("3.3(7)", "Dating sites", "Sites de rencontre", CONTEXT),
    Paragraph("3.3(8)", "Podcasts", "Balados", CONTEXT),
    Paragraph("3.3(9)", "Social networks", "Réseaux sociaux", CONTEXT),
    Paragraph("3.3(10)", "Wikis", "Wikis", CONTEXT),
    Paragraph(
        "3.4",
        "E-Communications keeps guidance up to date",
        "Les Communications électroniques tiennent les conseils à jour",
        CONTEXT,
    ),
    Paragraph(
        "3.5",
        "ADM(PA) is the head of communications",
        "Le SMA(AP) est le chef des communications",
        CONTEXT,
    ),
    # The objectives on the form are the eight rows of this list.
    Paragraph("3.6", "What accounts are for", "À quoi servent les comptes", CONTEXT),
    Paragraph("3.6(1)", "Make priorities known", "Faire connaître les priorités", CONTEXT),
    Paragraph(
        "3.6(2)",
        "Bring Canadians closer to DND and the CAF",
        "Rapprocher la population canadienne du MDN et des FAC",
        CONTEXT,
    ),
    Paragraph(
        "3.6(3)",
        "Give correct information on time",
        "Donner à temps une information exacte",
        CONTEXT,
    ),
    Paragraph(
        "3.6(4)",
        "Inform and answer fast in a crisis",
        "Informer et répondre vite en cas de crise",
        CONTEXT,
    ),
    Paragraph(
        "3.6(5)",
        "Keep a lively presence and a good image",
        "Entretenir une présence vivante et une bonne image",
        CONTEXT,
    ),
    Paragraph("3.6(6)", "Lead people to our Web pages", "Amener les gens à nos pages Web", CONTEXT),
    Paragraph("3.6(7)", "Draw people to careers", "Attirer des gens vers les carrières", CONTEXT),
    Paragraph(
        "3.6(8)",
        "Learn from monitoring and analytics",
        "Tirer des leçons de la surveillance et de l’analytique",
        CONTEXT,
    ),
    Paragraph("3.7", "Security duties", "Obligations de sécurité", MUST),
    Paragraph("3.8", "Risk of impersonation", "Risque d’usurpation d’identité", CONTEXT),
    Paragraph(
        "3.9",
        "Rules for deployments and exercises",
        "Règles pour les déploiements et les exercices",
        MUST,
    ),
    Paragraph(
        "3.10",
        "PA staff are consulted before a practitioner is authorized",
        "Le personnel des AP est consulté avant l’autorisation d’un praticien",
        MUST,
    ),
    Paragraph(
        "3.11",
        "Practitioners take advice from public affairs",
        "Les praticiens prennent conseil auprès des affaires publiques",
        MUST,
    ),
    Paragraph("3.12", "Training at once", "Formation sans attendre", MUST),
    Paragraph(
        "3.13",  # "should": the form asks for the reason where somebody else coordinates
        "PA staff should run the account",
        "Le personnel des AP devrait diriger le compte",
        SHOULD,
    ),
    Paragraph("3.14", "Five principles for content", "Cinq principes pour le contenu", MUST),
    Paragraph(
        "3.15", "Messages planned and under control", "Messages planifiés et maîtrisés", MUST
    ),
    Paragraph("3.16", "No more accounts than needed", "Pas plus de comptes que nécessaire", MUST),
)
