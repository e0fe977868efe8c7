from datetime import timedelta

import pytest
from django.utils import timezone

from demo.accounts import DemoAccounts
from tests.journeys.closure import PARKED, rows
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

NO_ANSWER = "Service Canada has not answered three letters."


def test_directed_closure_ends_with_an_undone_task_and_its_reason(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    page = f"registry/{demo_accounts.active().pk}/"
    admpa, practitioner, ecomms = visit("admpa"), visit("practitioner"), visit("ecomms")
    admpa.at(page)
    _direct(admpa)

    practitioner.at(page)
    practitioner.reads("ADM(PA), by direction")
    assert practitioner.link("Keep the account open").count() == 0

    ecomms.at(page)
    assert ecomms.link("Deactivate").count() == 0
    _work_as_far_as_it_goes(ecomms)
    ecomms.take("Deactivate")
    ecomms.reads("Deactivated")
    ecomms.sees(NO_ANSWER)


def _direct(admpa: Visitor) -> None:
    with admpa.taking("Direct the deactivation"):
        admpa.choose("Ground", "§ 4.10 ")
        admpa.fill("Explanation", "Posts in one language only, after two reminders.")
        admpa.fill("Deactivate by", timezone.localdate() + timedelta(days=30))
    admpa.reads("To be done by")
    admpa.sees("§ 4.10")


def _work_as_far_as_it_goes(ecomms: Visitor) -> None:
    """A row that could not be done must say why."""
    *others, undone = rows()
    ecomms.follow("Record progress on the closing plan")
    for row in others:
        ecomms.choose(row, "Done")
    ecomms.choose(undone, "Could not be done")
    ecomms.choose("What became of the handle", PARKED)
    ecomms.press("Record progress on the closing plan")
    assert ecomms.status == 422
    ecomms.reads("Say why it could not be done.")
    ecomms.fill(ecomms.said("Note: %(row)s", row=undone), NO_ANSWER)
    ecomms.press("Record progress on the closing plan")
    ecomms.reads("Could not be done")
