"""Section 3, operating principles (§ 3.1-3.16)."""

from directive.text.paragraph import Force, Paragraph

MUST, SHOULD, CONTEXT = Force.MUST, Force.SHOULD, Force.CONTEXT

OPERATING_PRINCIPLES = (
    Paragraph(
        number="3.1",
        title_en="Who follows the directive, and for which accounts",
        title_fr="Qui suit la directive, et pour quels comptes",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.1 Note",
        title_en="Personal and professional accounts are left out",
        title_fr="Les comptes personnels et professionnels sont exclus",
        force=MUST,  # nothing may be registered here that the directive does not apply to
        cited_fr="3.1 nota",
    ),
    Paragraph(
        number="3.2",
        title_en="Audiences have moved online",
        title_fr="Le public est passé en ligne",
        force=CONTEXT,
    ),
    # The platform categories of the registry are the ten rows of this list.
    Paragraph(
        number="3.3", title_en="Kinds of platforms", title_fr="Genres de plateformes", force=CONTEXT
    ),
    Paragraph(
        number="3.3(1)",
        title_en="Blogs and microblogs",
        title_fr="Blogues et microblogues",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.3(2)",
        title_en="Photo and video sharing",
        title_fr="Partage de photos et de vidéos",
        force=CONTEXT,
    ),
    Paragraph(number="3.3(3)", title_en="Games", title_fr="Jeux", force=CONTEXT),
    Paragraph(
        number="3.3(4)",
        title_en="Discussion forums",
        title_fr="Forums de discussion",
        force=CONTEXT,
    ),
    Paragraph(number="3.3(5)", title_en="Live video", title_fr="Vidéo en direct", force=CONTEXT),
    Paragraph(number="3.3(6)", title_en="Messaging", title_fr="Messagerie", force=CONTEXT),
    Paragraph(
        number="3.3(7)", title_en="Dating sites", title_fr="Sites de rencontre", force=CONTEXT
    ),
    Paragraph(number="3.3(8)", title_en="Podcasts", title_fr="Balados", force=CONTEXT),
    Paragraph(
        number="3.3(9)", title_en="Social networks", title_fr="Réseaux sociaux", force=CONTEXT
    ),
    Paragraph(number="3.3(10)", title_en="Wikis", title_fr="Wikis", force=CONTEXT),
    Paragraph(
        number="3.4",
        title_en="E-Communications keeps guidance up to date",
        title_fr="Les Communications électroniques tiennent les conseils à jour",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.5",
        title_en="ADM(PA) is the head of communications",
        title_fr="Le SMA(AP) est le chef des communications",
        force=CONTEXT,
    ),
    # The objectives on the form are the eight rows of this list.
    Paragraph(
        number="3.6",
        title_en="What accounts are for",
        title_fr="À quoi servent les comptes",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(1)",
        title_en="Make priorities known",
        title_fr="Faire connaître les priorités",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(2)",
        title_en="Bring Canadians closer to DND and the CAF",
        title_fr="Rapprocher la population canadienne du MDN et des FAC",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(3)",
        title_en="Give correct information on time",
        title_fr="Donner à temps une information exacte",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(4)",
        title_en="Inform and answer fast in a crisis",
        title_fr="Informer et répondre vite en cas de crise",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(5)",
        title_en="Keep a lively presence and a good image",
        title_fr="Entretenir une présence vivante et une bonne image",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(6)",
        title_en="Lead people to our Web pages",
        title_fr="Amener les gens à nos pages Web",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(7)",
        title_en="Draw people to careers",
        title_fr="Attirer des gens vers les carrières",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.6(8)",
        title_en="Learn from monitoring and analytics",
        title_fr="Tirer des leçons de la surveillance et de l’analytique",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.7", title_en="Security duties", title_fr="Obligations de sécurité", force=MUST
    ),
    Paragraph(
        number="3.8",
        title_en="Risk of impersonation",
        title_fr="Risque d’usurpation d’identité",
        force=CONTEXT,
    ),
    Paragraph(
        number="3.9",
        title_en="Rules for deployments and exercises",
        title_fr="Règles pour les déploiements et les exercices",
        force=MUST,
    ),
    Paragraph(
        number="3.10",
        title_en="PA staff are consulted before a practitioner is authorized",
        title_fr="Le personnel des AP est consulté avant l’autorisation d’un praticien",
        force=MUST,
    ),
    Paragraph(
        number="3.11",
        title_en="Practitioners take advice from public affairs",
        title_fr="Les praticiens prennent conseil auprès des affaires publiques",
        force=MUST,
    ),
    Paragraph(
        number="3.12", title_en="Training at once", title_fr="Formation sans attendre", force=MUST
    ),
    Paragraph(
        number="3.13",  # "should": the form asks for the reason where somebody else coordinates
        title_en="PA staff should run the account",
        title_fr="Le personnel des AP devrait diriger le compte",
        force=SHOULD,
    ),
    Paragraph(
        number="3.14",
        title_en="Five principles for content",
        title_fr="Cinq principes pour le contenu",
        force=MUST,
    ),
    Paragraph(
        number="3.15",
        title_en="Messages planned and under control",
        title_fr="Messages planifiés et maîtrisés",
        force=MUST,
    ),
    Paragraph(
        number="3.16",
        title_en="No more accounts than needed",
        title_fr="Pas plus de comptes que nécessaire",
        force=MUST,
    ),
)
