"""Answers for the request forms of the demo. Handles and units are invented, and look so."""

from datetime import time
from typing import Any

from access.models import Person
from directive.reference.objectives import AUDIENCES, LEVELS, OBJECTIVES


def answers(demo_users: dict[str, Person], number: int) -> dict[str, Any]:
    """A complete form, in English and French, for the `number`th invented account."""
    return {
        "name_en": f"Demonstration account {number}",
        "name_fr": f"Compte de démonstration {number}",
        "purpose": "Tell families and communities what the demonstration unit does.",
        "need": "They ask the unit for news, and find none in one place.",
        "why_not_existing": "The existing accounts speak to the whole country, not to this base.",
        "audience": AUDIENCES.choices()[-1][0],
        "level": LEVELS.choices()[0][0],
        "objectives": [code for code, _ in OBJECTIVES.choices()[:2]],
        "use": "publish",
        "translation_plan": "Both versions are written before the first one is posted.",
        "notice_en": "https://www.canada.ca/en/department-national-defence.html",
        "notice_fr": "https://www.canada.ca/fr/ministere-defense-nationale.html",
        "content_model": "A weekly plan, kept by PA staff.",
        "approval_chain": "The author, then the duty officer, then PA staff.",
        "coordinator": "pa",
        "responsible_person": demo_users["superior"],
        "backup_monitor": demo_users["practitioner2"],
        "monitoring_days": [1, 2, 3, 4, 5],
        "monitoring_from": time(8, 0),
        "monitoring_to": time(16, 30),
        "time_zone": "America/Halifax",
    }
