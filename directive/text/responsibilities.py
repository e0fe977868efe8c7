"""Section 6, responsibilities. A bullet of its table is cited as "6.1 L1 4"."""

from collections.abc import Iterator
from dataclasses import dataclass

from directive.text.paragraph import Force, Paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    en: str
    fr: str


# The bullets of § 6.1 have no numbers: ours are the title of the office and the position below it.
def _duties_of(*, en: str, fr: str, duties: tuple[Duty, ...]) -> Iterator[Paragraph]:
    for position, duty in enumerate(duties, start=1):
        yield Paragraph(
            number=f"6.1 {en} {position}",
            title_en=duty.en,
            title_fr=duty.fr,
            force=Force.MUST,
            cited_fr=f"6.1 {fr} {position}",
        )


_CONTENT_FOLLOWS_THE_RULES = Duty(
    en="Content that follows the rules", fr="Contenu conforme aux règles"
)

RESPONSIBILITIES = (
    Paragraph(
        number="6.1",
        title_en="Table of responsibilities",
        title_fr="Tableau des responsabilités",
        force=Force.CONTEXT,
    ),
    *_duties_of(
        en="ADM(IM)",
        fr="SMA(GI)",
        duties=(
            Duty(
                en="Give ADM(PA) security advice on platforms",
                fr="Conseiller le SMA(AP) sur la sécurité des plateformes",
            ),
            Duty(
                en="Give L1s and commands technical advice",
                fr="Donner des conseils techniques aux N1 et aux commandements",
            ),
            Duty(
                en="Set the rules of use on our systems and devices",
                fr="Fixer les règles d’utilisation sur nos systèmes et appareils",
            ),
        ),
    ),
    *_duties_of(
        en="ADM(PA)",
        fr="SMA(AP)",
        duties=(
            Duty(en="Approve the strategy", fr="Approuver la stratégie"),
            Duty(
                en="Approve accounts and keep their list",
                fr="Approuver les comptes et en tenir la liste",
            ),
            Duty(en="See that analytics are used", fr="Veiller à l’usage de l’analytique"),
            Duty(en="Manage national accounts", fr="Gérer les comptes nationaux"),
            Duty(
                en="Keep privacy impact assessments",
                fr="Tenir les évaluations des facteurs relatifs à la vie privée",
            ),
            Duty(
                en="Be the only one to write to the platforms",
                fr="Être seul à correspondre avec les plateformes",
            ),
            Duty(
                en="Approve paid promotion with public funds",
                fr="Approuver la promotion payante sur fonds publics",
            ),
            Duty(
                en="Keep in touch with other departments",
                fr="Assurer la liaison avec les autres ministères",
            ),
            Duty(en="Consult others on good practice", fr="Consulter sur les bonnes pratiques"),
            Duty(en="Give guidance", fr="Donner des conseils"),
        ),
    ),
    *_duties_of(
        en="L1",
        fr="N1",
        duties=(
            Duty(
                en="Manage the accounts of the whole organization",
                fr="Gérer les comptes de toute l’organisation",
            ),
            Duty(en="Content under a formal model", fr="Contenu selon un modèle établi"),
            _CONTENT_FOLLOWS_THE_RULES,
            Duty(en="No account without approval", fr="Aucun compte sans approbation"),
            Duty(
                en="Watch the accounts of lower levels",
                fr="Suivre les comptes des échelons inférieurs",
            ),
        ),
    ),
    *_duties_of(
        # Commanders of formations and units, commanding officers and managers.
        en="CO",
        fr="cmdt",
        duties=(
            Duty(
                en="Manage the accounts of their organization",
                fr="Gérer les comptes de leur organisation",
            ),
            Duty(
                en="Content under a model in line with the L1’s",
                fr="Contenu selon un modèle fondé sur celui du N1",
            ),
            _CONTENT_FOLLOWS_THE_RULES,
        ),
    ),
    *_duties_of(
        en="DAIP",
        fr="DAIPRP",
        duties=(
            Duty(
                en="Decide on privacy breach allegations", fr="Trancher les allégations d’atteinte"
            ),
            Duty(
                en="Approve privacy impact assessments",
                fr="Approuver les évaluations des facteurs relatifs à la vie privée",
            ),
        ),
    ),
    *_duties_of(
        en="practitioner",
        fr="praticien",
        duties=(
            Duty(
                en="Complete and send what a request needs",
                fr="Remplir et envoyer ce qu’exige une demande",
            ),
            Duty(en="Finish the required training", fr="Suivre la formation obligatoire"),
            Duty(
                en="Run accounts as the directive asks",
                fr="Gérer les comptes comme le veut la directive",
            ),
            _CONTENT_FOLLOWS_THE_RULES,
            Duty(
                en="Match content in both languages",
                fr="Offrir un contenu équivalent dans les deux langues",
            ),
            Duty(
                en="Watch accounts, after hours when possible",
                fr="Surveiller les comptes, même en dehors des heures de bureau si possible",
            ),
            Duty(en="Keep evaluating accounts", fr="Évaluer sans cesse les comptes"),
            Duty(en="See accounts through their life", fr="Suivre les comptes toute leur vie"),
        ),
    ),
)
