"""Section 5, compliance and consequences (§ 5.1-5.5)."""

from directive.text.paragraph import Force, Paragraph

MUST, MAY, CONTEXT = Force.MUST, Force.MAY, Force.CONTEXT

COMPLIANCE = (
    Paragraph(
        number="5.1",
        title_en="Everyone complies, and may ask for direction",
        title_fr="Chacun se conforme et peut demander des précisions",
        force=MUST,
    ),
    Paragraph(
        number="5.2",
        title_en="Accountability and correction",
        title_fr="Obligation de rendre compte et correction",
        force=MUST,
    ),
    Paragraph(
        number="5.3", title_en="Possible consequences", title_fr="Conséquences possibles", force=MAY
    ),
    # The registry acts on (4) alone, by revoking an authorization; the rest is kept elsewhere.
    Paragraph(number="5.3(1)", title_en="Training", title_fr="Formation", force=MAY),
    Paragraph(
        number="5.3(2)",
        title_en="Remark in a performance evaluation",
        title_fr="Remarque dans une évaluation du rendement",
        force=MAY,
    ),
    Paragraph(number="5.3(3)", title_en="Closer monitoring", title_fr="Suivi resserré", force=MAY),
    Paragraph(
        number="5.3(4)", title_en="Authority withdrawn", title_fr="Autorisation retirée", force=MAY
    ),
    Paragraph(
        number="5.3(5)",
        title_en="Report to law enforcement",
        title_fr="Signalement aux forces de l’ordre",
        force=MAY,
    ),
    Paragraph(
        number="5.3(6)",
        title_en="Consequences that other rules provide",
        title_fr="Conséquences prévues par d’autres règles",
        force=MAY,
    ),
    Paragraph(
        number="5.3(7)",
        title_en="Action about a DND employee",
        title_fr="Mesure à l’égard d’un employé du MDN",
        force=MAY,
    ),
    Paragraph(
        number="5.3(8)",
        title_en="Action about a CAF member",
        title_fr="Mesure à l’égard d’un militaire",
        force=MAY,
    ),
    Paragraph(
        number="5.3(9)", title_en="Legal liability", title_fr="Responsabilité en droit", force=MAY
    ),
    Paragraph(
        number="5.3 Note",
        title_en="Treasury Board framework on compliance",
        title_fr="Cadre du Conseil du Trésor sur la conformité",
        force=CONTEXT,
        cited_fr="5.3 nota",
    ),
    Paragraph(
        number="5.4",
        title_en="ADM(PA) may direct a deactivation",
        title_fr="Le SMA(AP) peut ordonner une désactivation",
        force=MAY,
    ),
    Paragraph(
        number="5.4(1)", title_en="Unapproved account", title_fr="Compte non approuvé", force=MAY
    ),
    Paragraph(
        number="5.4(2)",
        title_en="Approved account that breaks the rules",
        title_fr="Compte approuvé qui enfreint les règles",
        force=MAY,
    ),
    Paragraph(
        number="5.5",
        title_en="Contractors who misuse an account",
        title_fr="Entrepreneurs qui font un mauvais usage d’un compte",
        force=CONTEXT,
    ),
)
