"""Real public accounts of DND and the CAF, carried over into the demo from data/accounts.csv."""

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
# The date of the directive: when each account was approved has not been published.
_APPROVED_ON = date(2018, 9, 18)


def carry_over_all(demo_users: dict[str, Person]) -> list[Account]:
    for request in recorded(demo_users):
        services.approve(request, by=demo_users["admpa"])
    return list(Account.objects.filter(approval=ApprovalOrigin.CARRY_OVER))


def recorded(demo_users: dict[str, Person], file: Path = FILE) -> list[AccountRequest]:
    """One request for each row of the file, presented to ADM(PA)."""
    with file.open(encoding="utf-8", newline="") as lines:
        return [_record(row, demo_users["ecomms"]) for row in csv.DictReader(lines)]


def _record(row: dict[str, str], by: Person) -> AccountRequest:
    organization = Organization.objects.get(code=row["organization"])
    request = drafts.carry_over(organization, by=by, declared_official=True).row
    bilingual = row["language"] == Language.BILINGUAL
    proposal = parse_proposal_address(row["url"], row["language"])
    if not isinstance(proposal, ParsedProposal):
        raise ValueError(f"{row['url']}: {proposal.message}")
    request = drafts.edit(
        request,
        by=by,
        handles=[proposal],
        # An account in one language is carried over as a single one, with a finding (§ 4.10).
        language_mode=LanguageMode.BILINGUAL if bilingual else LanguageMode.SINGLE,
        name_en=row["description"],
        name_fr=row["description"] if bilingual else "",
        earlier_approval_on=_APPROVED_ON,
        earlier_approval_text="Demonstration: seen in public, in secondary sources only.",
    ).row
    return submission.present(request, by=by).row
