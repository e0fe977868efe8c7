import pytest

from access.models import Person
from demo.accounts import DemoAccounts
from requests_app.services import consultation, drafts
from tests.journeys.approval import advise, consult
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")


def test_request_continues_with_another_practitioner_after_a_revocation(
    visit: Visit, demo_accounts: DemoAccounts, demo_users: dict[str, Person]
) -> None:
    leaver = demo_users["practitioner"]
    request = drafts.edit(demo_accounts.requests.draft(), by=leaver, practitioners=[leaver]).row
    request = consultation.consult(request, by=leaver).row
    page = f"requests/{request.pk}/"
    gone, superior = visit("practitioner"), visit("superior")
    gone.at(page)

    _revoke(superior, leaver.name)
    gone.follow("Take back from PA staff")
    assert gone.status == 404

    superior.at(page)
    with superior.taking("Name another practitioner"):
        superior.fill("Practitioner", "practitioner2")
    heir, pa = visit("practitioner2", "fr"), visit("pa")
    heir.at(page)
    heir.take("Take back from PA staff")
    consult(heir, heir.address)
    advise(pa, heir.address)
    heir.at(page)
    heir.take("Submit")
    heir.reads("L1 review")


def _revoke(superior: Visitor, name: str) -> None:
    superior.at("practitioners/")
    superior.open(name)
    with superior.taking("Revoke"):
        superior.choose("Ground", "Left the organization")
        superior.fill("Explanation", "Posted to another base.")
    superior.reads("Revoked")
