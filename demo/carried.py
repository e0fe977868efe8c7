"""The accounts the public can see today, carried over: E-Communications records, ADM(PA) confirms."""

import csv
from datetime import date
from pathlib import Path

from access.models import Organization, Person
from approvals import services
from registry.models import Account, ApprovalOrigin, Language
from requests_app.enums import LanguageMode
from requests_app.models import AccountRequest
from requests_app.services import drafts, submission
from requests_app.services.addresses import ParsedProposal, parse_proposal_address

FILE = Path(__file__).parent / "data" / "accounts.csv"
# The directive's own date: nobody has published when each account was approved.
_EARLIEST = date(2018, 9, 18)


def carry_over_all(demo_users: dict[str, Person]) -> list[Account]:
    for request in recorded(demo_users):
        services.approve(request, by=demo_users["admpa"])
    return list(Account.objects.filter(approval=ApprovalOrigin.CARRY_OVER))


def recorded(demo_users: dict[str, Person], file: Path = FILE) -> list[AccountRequest]:
    """Each of them as a request that waits for ADM(PA)."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [_recorded(row, demo_users["ecomms"]) for row in csv.DictReader(lines)]


def _recorded(row: dict[str, str], by: Person) -> AccountRequest:
    organization = Organization.objects.get(code=row["organization"])
    request = drafts.carry_over(organization, by=by, declared_official=True)
    request = drafts.edit(request, by=by, **_form(row))
    return submission.present(request, by=by)


def _form(row: dict[str, str]) -> dict[str, object]:
    bilingual = row["language"] == Language.BILINGUAL
    wanted = parse_proposal_address(row["url"], row["language"])
    if not isinstance(wanted, ParsedProposal):
        raise ValueError(f"{row['url']}: {wanted.message}")
    return {
        "handles": [wanted],
        "language_mode": LanguageMode.BILINGUAL if bilingual else LanguageMode.SINGLE,
        "name_en": row["description"],
        "name_fr": row["description"] if bilingual else "",
        "earlier_approval_on": _EARLIEST,
        "earlier_approval_text": "Demonstration: seen in public, in secondary sources only.",
    }
