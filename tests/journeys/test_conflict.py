import pytest

from demo.accounts import DemoAccounts
from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.template_database("assessed")

SAVE = "Save and continue"
FIRST, SECOND = "Written in the first window.", "Written in the second window."


def test_edit_conflict_between_two_windows_loses_no_input(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    page = f"requests/{demo_accounts.requests.draft().pk}/form/need/"
    first, second = visit("practitioner"), visit("practitioner2", "fr")
    for window in (first, second):
        window.at(page)
    first.fill(LABEL["need"], FIRST)
    first.press(SAVE)

    second.fill(LABEL["need"], SECOND)
    second.press(SAVE)
    assert second.status == 409
    second.sees(FIRST)
    second.sees(SECOND)
    assert second.field(LABEL["need"]).input_value() == SECOND

    second.press(SAVE)
    assert second.status == 200
    second.at(page)
    assert second.field(LABEL["need"]).input_value() == SECOND
