"""Invented context for the components of the gallery."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django.utils.translation import gettext as _

from registry.queries.verification import Answer, Verdict

DAY = date(2026, 3, 4)
AT = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)
LONG = (
    "Évaluation des facteurs relatifs à la vie privée approuvée par le Directeur – Accès à "
    "l’information et protection des renseignements personnels"
)
MANY = 40


def sample_context() -> dict[str, Any]:
    return {
        "day": DAY,
        "at": AT,
        "long": LONG,
        "kinds": _kinds(),
        "days": (-4, -1, 0, 1, 2, 9),
        "holder": {"who": _("PA staff"), "next": _("Advise"), "due_on": DAY, "days_left": 2},
        "available_steps": _available_steps(),
        "stages": _stages(),
        "tasks": _tasks(),
        "readiness": _readiness(),
        "rows": [(_("Name"), _("An account")), (_("Purpose"), LONG), (_("Planned end"), "")],
        "changes": [(_("Name"), _("An account"), LONG), (_("Purpose"), "", _("Inform"))],
        "conflict": [(_("Name"), _("An account"), LONG)],
        "table": [(f"exemple_{number}", LONG if number == 1 else "X") for number in range(MANY)],
        "tabs": [
            (_("All"), "?", True),
            (_("Assigned to me"), "?mine", False),
            (LONG, "?long", False),
        ],
        "events": _events(),
        "verdicts": [Verdict(answer, DAY) for answer in Answer],
    }


def _kinds() -> list[tuple[str, str]]:
    return [
        (_("Neutral"), ""),
        (_("Information"), "info"),
        (_("Success"), "success"),
        (_("Warning"), "warning"),
        (_("Danger"), "danger"),
    ]


def _available_steps() -> list[SimpleNamespace]:
    def available_step(label: str, paragraph: str, **more: Any) -> SimpleNamespace:
        return SimpleNamespace(label=label, url="#now", paragraph=paragraph, **more)

    return [
        available_step(_("Submit"), "4.2", is_primary=True),
        available_step(_("Withdraw"), "4.2"),
        available_step(_("Approve"), "4.9", refusal=True, sentence=LONG),
    ]


def _stages() -> list[tuple[str, str]]:
    return [
        (_("Draft"), "done"),
        (_("PA consultation"), "done"),
        (_("ADM(PA) review"), "current"),
        (_("Approved"), "todo"),
        (_("Refused"), "stopped"),
    ]


def _tasks() -> list[tuple[str, str, str, str]]:
    return [
        (_("The account"), "#stages", "success", _("Done")),
        (_("Purpose and need"), "#stages", "info", _("To do")),
        (LONG, "#stages", "warning", _("Returned: see the reasons")),
        (_("Attachments"), "", "", _("Optional")),
    ]


def _readiness() -> list[tuple[Any, ...]]:
    who = _("PA staff")
    return [
        (_("A person answers for the content"), True, who, "", "", ("4.17",), who),
        (LONG, False, who, "#now", _("Submit"), ("4.9", "4.10(4)"), ""),
    ]


def _events() -> list[dict[str, Any]]:
    first = {"created_at": AT, "action": _("Submitted"), "actor": _("PA staff"), "paragraph": "4.2"}
    return [
        first | {"acting_role": _("Public affairs staff"), "reason": LONG},
        first | {"acting_for": _("PA staff"), "changes": [(_("Name"), "", LONG)]},
        {"created_at": AT, "action": LONG},
    ]
