import pytest

from demo.accounts import DemoAccounts
from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

# field of the form, paragraph, what must change
REASONS = (
    ("translation_plan", "4.10(7)", "Say who translates."),
    ("monitoring_days", "4.16", "Say who watches on weekends."),
    ("why_not_existing", "3.16", "Name the accounts you looked at."),
)
NEW_PLAN = "The translation bureau, two days before each post."


def test_returned_request_is_answered_and_comes_back_to_its_reviewer(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    page = f"requests/{demo_accounts.requests.in_review().pk}/"
    ecomms, practitioner = visit("ecomms"), visit("practitioner")
    ecomms.at(page)
    _return_for_changes(ecomms)

    practitioner.at(page)
    practitioner.reads("Not answered yet.")
    assert practitioner.link("Resubmit").count() == 0
    _answer(practitioner)
    practitioner.take("Resubmit")

    ecomms.at("")
    ecomms.open(ecomms.said("Recommend"))
    ecomms.reads("Recommendation")
    ecomms.at(page)
    ecomms.reads("Changed since the submission before")
    ecomms.sees(NEW_PLAN)
    ecomms.sees("Both versions are written before the first one is posted.")


def _return_for_changes(ecomms: Visitor) -> None:
    with ecomms.taking("Return for changes"):
        for number, (field, paragraph, text) in enumerate(REASONS, start=1):
            with ecomms.within("Reason %(number)s", number=number):
                ecomms.fill("What must change, and why", text)
                ecomms.choose("Field of the form", LABEL[field])
                ecomms.choose("Paragraph of the directive", f"§ {paragraph}")
    ecomms.reads("Returned for changes")


def _answer(practitioner: Visitor) -> None:
    with practitioner.taking("Answer the reasons"):
        for field, _, text in REASONS:
            practitioner.sees(text)
            practitioner.fill(LABEL[field], "Done: see the form.")
    practitioner.follow("Edit")
    practitioner.open("Official languages")
    practitioner.fill(LABEL["translation_plan"], NEW_PLAN)
    practitioner.press("Save and continue")
    practitioner.follow("Back to the list of pages")
    practitioner.follow("Go to the request")
