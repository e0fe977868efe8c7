import pytest
from django.utils import timezone

from access.models import Person
from demo.accounts import DemoAccounts
from registry.models import Account
from registry.services import onboarding
from tests.journeys import closure
from tests.journeys.conftest import Visit
from tests.journeys.readiness import register
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")


@pytest.mark.long
def test_accounts_of_a_pair_are_created_activated_and_closed_together(
    visit: Visit, demo_accounts: DemoAccounts, demo_users: dict[str, Person]
) -> None:
    request = demo_accounts.requests.recommended(pair=True)
    admpa, ecomms, practitioner = visit("admpa2", "fr"), visit("ecomms"), visit("practitioner")
    admpa.at(f"requests/{request.pk}/")
    admpa.take("Approve")
    admpa.sees("exemple_en")
    admpa.sees("exemple_fr")

    english, french = Account.objects.filter(request_id=request.pk).order_by("language")
    pages = [f"registry/{english.pk}/", f"registry/{french.pk}/"]
    for page in pages:
        ecomms.at(page)
        register(ecomms, ecomms.address)
    for account in (english, french):
        demo_accounts.ready(_submitted(account, by=demo_users["practitioner"]))
    ecomms.at(pages[0])
    ecomms.take("Activate")
    _both_are(ecomms, pages, "Active")

    practitioner.at(pages[1])
    closure.ask(practitioner, practitioner.address)
    _both_are(ecomms, pages, "Closing")
    for page in pages:
        practitioner.at(page)
        closure.work(practitioner, practitioner.address)
    ecomms.at(pages[1])
    ecomms.take("Deactivate")
    _both_are(ecomms, pages, "Deactivated")


def _submitted(account: Account, *, by: Person) -> Account:
    return onboarding.submit_to_index(
        account, by=by, sent_on=timezone.localdate(), reference="SC-2026-09"
    ).row


def _both_are(visitor: Visitor, pages: list[str], state: str) -> None:
    for page in pages:
        visitor.at(page)
        visitor.tagged(state)
