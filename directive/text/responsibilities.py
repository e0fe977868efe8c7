"""Section 6, responsibilities. A bullet of its table is cited as "6.1 L1 4"."""

from collections.abc import Iterator

from directive.text.paragraph import Force, Paragraph


# The bullets of § 6.1 have no numbers: ours are the title of the office and the position below it.
def _duties_of(en: str, fr: str, *duties: tuple[str, str]) -> Iterator[Paragraph]:
    for position, (title_en, title_fr) in enumerate(duties, start=1):
        number, cited_fr = f"6.1 {en} {position}", f"6.1 {fr} {position}"
        yield Paragraph(number, title_en, title_fr, Force.MUST, cited_fr)


_CONTENT_FOLLOWS_THE_RULES = ("Content that follows the rules", "Contenu conforme aux règles")

RESPONSIBILITIES = (
    Paragraph("6.1", "Table of responsibilities", "Tableau des responsabilités", Force.CONTEXT),
    *_duties_of(
        "ADM(IM)",
        "SMA(GI)",
        (
            "Give ADM(PA) security advice on platforms",
            "Conseiller le SMA(AP) sur la sécurité des plateformes",
        ),
        (
            "Give L1s and commands technical advice",
            "Donner des conseils techniques aux N1 et aux commandements",
        ),
        (
            "Set the rules of use on our systems and devices",
            "Fixer les règles d’utilisation sur nos systèmes et appareils",
        ),
    ),
    *_duties_of(
        "ADM(PA)",
        "SMA(AP)",
        ("Approve the strategy", "Approuver la stratégie"),
        ("Approve accounts and keep their list", "Approuver les comptes et en tenir la liste"),
        ("See that analytics are used", "Veiller à l’usage de l’analytique"),
        ("Manage national accounts", "Gérer les comptes nationaux"),
        (
            "Keep privacy impact assessments",
            "Tenir les évaluations des facteurs relatifs à la vie privée",
        ),
        (
            "Be the only one to write to the platforms",
            "Être seul à correspondre avec les plateformes",
        ),
        (
            "Approve paid promotion with public funds",
            "Approuver la promotion payante sur fonds publics",
        ),
        ("Keep in touch with other departments", "Assurer la liaison avec les autres ministères"),
        ("Consult others on good practice", "Consulter sur les bonnes pratiques"),
        ("Give guidance", "Donner des conseils"),
    ),
    *_duties_of(
        "L1",
        "N1",
        (
            "Manage the accounts of the whole organization",
            "Gérer les comptes de toute l’organisation",
        ),
        ("Content under a formal model", "Contenu selon un modèle établi"),
        _CONTENT_FOLLOWS_THE_RULES,
        ("No account without approval", "Aucun compte sans approbation"),
        ("Watch the accounts of lower levels", "Suivre les comptes des échelons inférieurs"),
    ),
    *_duties_of(
        # Commanders of formations and units, commanding officers and managers.
        "CO",
        "cmdt",
        ("Manage the accounts of their organization", "Gérer les comptes de leur organisation"),
        (
            "Content under a model in line with the L1’s",
            "Contenu selon un modèle fondé sur celui du N1",
        ),
        _CONTENT_FOLLOWS_THE_RULES,
    ),
    *_duties_of(
        "DAIP",
        "DAIPRP",
        ("Decide on privacy breach allegations", "Trancher les allégations d’atteinte"),
        (
            "Approve privacy impact assessments",
            "Approuver les évaluations des facteurs relatifs à la vie privée",
        ),
    ),
    *_duties_of(
        "practitioner",
        "praticien",
        ("Complete and send what a request needs", "Remplir et envoyer ce qu’exige une demande"),
        ("Finish the required training", "Suivre la formation obligatoire"),
        ("Run accounts as the directive asks", "Gérer les comptes comme le veut la directive"),
        _CONTENT_FOLLOWS_THE_RULES,
        ("Match content in both languages", "Offrir un contenu équivalent dans les deux langues"),
        (
            "Watch accounts, after hours when possible",
            "Surveiller les comptes, même en dehors des heures de bureau si possible",
        ),
        ("Keep evaluating accounts", "Évaluer sans cesse les comptes"),
        ("See accounts through their life", "Suivre les comptes toute leur vie"),
    ),
)
