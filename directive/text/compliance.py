"""Section 5, compliance and consequences (§ 5.1-5.5)."""

from directive.text.paragraph import Force, Paragraph

MUST, MAY, CONTEXT = Force.MUST, Force.MAY, Force.CONTEXT

COMPLIANCE = (
    Paragraph(
        "5.1",
        "Everyone complies, and may ask for direction",
        "Chacun se conforme et peut demander des précisions",
        MUST,
    ),
    Paragraph(
        "5.2", "Accountability and correction", "Obligation de rendre compte et correction", MUST
    ),
    Paragraph("5.3", "Possible consequences", "Conséquences possibles", MAY),
    # The registry acts on (4) alone, by revoking an authorization; the rest is kept elsewhere.
    Paragraph("5.3(1)", "Training", "Formation", MAY),
    Paragraph(
        "5.3(2)",
        "Remark in a performance evaluation",
        "Remarque dans une évaluation du rendement",
        MAY,
    ),
    Paragraph("5.3(3)", "Closer monitoring", "Suivi resserré", MAY),
    Paragraph("5.3(4)", "Authority withdrawn", "Autorisation retirée", MAY),
    Paragraph("5.3(5)", "Report to law enforcement", "Signalement aux forces de l’ordre", MAY),
    Paragraph(
        "5.3(6)",
        "Consequences that other rules provide",
        "Conséquences prévues par d’autres règles",
        MAY,
    ),
    Paragraph(
        "5.3(7)",
        "Action about a DND employee",
        "Mesure à l’égard d’un employé du MDN",
        MAY,
    ),
    Paragraph("5.3(8)", "Action about a CAF member", "Mesure à l’égard d’un militaire", MAY),
    Paragraph("5.3(9)", "Legal liability", "Responsabilité en droit", MAY),
    Paragraph(
        "5.3 Note",
        "Treasury Board framework on compliance",
        "Cadre du Conseil du Trésor sur la conformité",
        CONTEXT,
        cited_fr="5.3 nota",
    ),
    Paragraph(
        "5.4",
        "ADM(PA) may direct a deactivation",
        "Le SMA(AP) peut ordonner une désactivation",
        MAY,
    ),
    Paragraph("5.4(1)", "Unapproved account", "Compte non approuvé", MAY),
    Paragraph(
        "5.4(2)",
        "Approved account that breaks the rules",
        "Compte approuvé qui enfreint les règles",
        MAY,
    ),
    Paragraph(
        "5.5",
        "Contractors who misuse an account",
        "Entrepreneurs qui font un mauvais usage d’un compte",
        CONTEXT,
    ),
)
