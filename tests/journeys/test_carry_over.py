import pytest

from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

CARRIED = "Account approved before this registry existed"
APPROVED_ON = "2019-04-01"
ADDRESS = "https://x.com/base_ancienne"
SAVE = "Save and continue"


def test_carry_over_enters_an_earlier_account_with_its_findings(visit: Visit) -> None:
    ecomms, admpa = visit("ecomms2", "fr"), visit("admpa")
    _record(ecomms)
    ecomms.follow("Go to the request")
    ecomms.take("Present to ADM(PA) for confirmation")

    admpa.at(ecomms.address.removeprefix(admpa.site).removeprefix("/fr/"))
    admpa.take("Approve")
    admpa.open("Old base")
    admpa.tagged("Active")
    admpa.reads("Findings")
    admpa.reads("It is recorded where the credentials are held")

    anybody = visit()
    anybody.at("verify/")
    anybody.fill("Address or handle of the account", ADDRESS)
    anybody.press("Check")
    anybody.reads("Official since %(day)s", day="April 1, 2019")


def _record(ecomms: Visitor) -> None:
    ecomms.at("requests/new/")
    ecomms.pick("What do you ask for?", CARRIED)
    ecomms.choose("Organization", "Marine royale canadienne")
    ecomms.tick("I declare that this is not a personal or professional account.")
    ecomms.press("Start")
    ecomms.follow("Earlier approval")
    ecomms.fill(LABEL["earlier_approval_on"], APPROVED_ON)
    ecomms.fill(LABEL["earlier_approval_text"], "Lettre au dossier.")
    ecomms.press(SAVE)
    ecomms.pick(LABEL["language_mode"], "One bilingual account")
    ecomms.fill(LABEL["name_en"], "Old base")
    ecomms.fill(LABEL["name_fr"], "Ancienne base")
    ecomms.fill("Address of the account", ADDRESS)
    ecomms.press(SAVE)
    ecomms.follow("Back to the list of pages")
