from datetime import timedelta

import pytest
from django.utils import timezone

from demo.accounts import DemoAccounts
from requests_app.enums import Kind
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

REFUSE = "Refuse"


def test_refused_regularization_directs_the_deactivation(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    request = demo_accounts.requests.recommended(kind=Kind.REGULARIZATION, refusal=True)
    page = f"requests/{request.pk}/"
    admpa, practitioner = visit("admpa"), visit("practitioner")
    admpa.at(page)
    admpa.follow(REFUSE)
    _say_what_becomes_of_it(admpa)

    practitioner.at(page)
    practitioner.reads("Not approved")
    practitioner.reads("Its deactivation is directed")
    practitioner.reads("Deactivate by")


def _say_what_becomes_of_it(admpa: Visitor) -> None:
    """A deactivation is directed by a day."""
    admpa.fill("Reason", "One account is enough.")
    admpa.choose("Paragraph of the directive", "§ 3.16")
    admpa.pick("The account that was found", "Its deactivation is directed")
    admpa.fill("Why, or why not", "It was never approved.")
    admpa.press(REFUSE)
    assert admpa.status == 422
    admpa.reads("Say by which day it must be deactivated.")
    admpa.fill("Deactivate by", timezone.localdate() + timedelta(days=10))
    admpa.press(REFUSE)
