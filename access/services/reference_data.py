"""Loads the organizations that come with the product."""

import csv
from datetime import date
from pathlib import Path

from access.models import Organization

ORGANIZATIONS_FILE = Path(__file__).parent.parent / "data" / "organizations.csv"
_NAMES = ("name_en", "abbr_en", "name_fr", "abbr_fr")


def load_organizations(file: Path = ORGANIZATIONS_FILE) -> int:
    """Add the organizations whose code is not in the database; existing rows are not changed.

    Returns the number added. In the file a parent stands before its children.
    """
    with file.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    added = sum(_add_organization(row) for row in rows)
    # In a second pass: a successor may stand after its predecessor in the file.
    for row in rows:
        if row["successor"]:
            successor = Organization.objects.get(code=row["successor"])
            Organization.objects.filter(code=row["code"], successor=None).update(
                successor=successor
            )
    return added


def _add_organization(row: dict[str, str]) -> bool:
    if Organization.objects.filter(code=row["code"]).exists():
        return False
    values = {name: row[name] for name in _NAMES} | {
        "code": row["code"],
        "valid_from": _parse_day(row["valid_from"]),
        "valid_to": _parse_day(row["valid_to"]),
        "unconfirmed": "" if row["confirmed"] == "yes" else row["confirmed"],
    }
    if not row["parent"]:
        Organization.objects.add_root({"level": Organization.Level.ROOT} | values)
    else:
        parent = Organization.objects.get(code=row["parent"])
        Organization.objects.add_child(parent, {"level": Organization.Level.L1} | values)
    return True


def _parse_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
