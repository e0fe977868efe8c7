import pytest

from demo.accounts import DemoAccounts
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.template_database("assessed")

REASON = "The account of the command serves the same people."


def test_refusal_shows_its_reason_and_paragraph(visit: Visit, demo_accounts: DemoAccounts) -> None:
    page = f"requests/{demo_accounts.requests.recommended(refusal=True).pk}/"
    admpa = visit("admpa2", "fr")
    admpa.at(page)
    with admpa.taking("Refuse"):
        admpa.fill("Reason", REASON)
        admpa.choose("Paragraph of the directive", "§ 3.16")
    admpa.reads("Not approved")

    practitioner = visit("practitioner")
    practitioner.at(page)
    practitioner.reads("Not approved")
    practitioner.sees(REASON)
    practitioner.sees("§ 3.16")
    assert practitioner.link("Edit").count() == 0
