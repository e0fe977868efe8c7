"""A session about to end: warned in time, kept going, and nothing typed is lost when it ends."""

import pytest
from playwright.sync_api import expect

from demo.accounts import DemoAccounts
from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.template_database("assessed")

TYPED = "Written before the session ended."


@pytest.mark.parametrize("language", ["en", "fr"])
def test_session_timeout_warns_and_keeps_typed_input(
    visit: Visit, demo_accounts: DemoAccounts, language: str
) -> None:
    visitor = visit("practitioner", language)
    page = visitor.page
    page.clock.install()
    visitor.at(f"requests/{demo_accounts.requests.draft().pk}/form/need/")
    visitor.fill(LABEL["need"], TYPED)
    expect(page.locator("#kept p")).to_be_visible()  # keeping a draft puts the end off
    dialog = page.get_by_role("dialog", name=visitor.said("Your session is about to end"))
    stay = dialog.get_by_role("button", name=visitor.said("Stay signed in"))

    page.clock.fast_forward("23:00")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("02:00")
    expect(stay).to_be_focused()
    expect(dialog).to_contain_text(
        "4\N{NO-BREAK SPACE}minutes" if language == "fr" else "4 minutes"
    )
    stay.click()
    expect(dialog).to_be_hidden()
    expect(visitor.field(LABEL["need"])).to_be_focused()

    page.clock.fast_forward("30:00")
    visitor.reads("Your session has ended")
    visitor.follow("Sign in")
    visitor.fill("Username", "practitioner")
    visitor.fill("Password", "osma-demo")
    visitor.press("Sign in")
    expect(visitor.field(LABEL["need"])).to_have_value(TYPED)


def test_input_kept_at_session_end_is_not_shown_to_another_person(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    visitor = visit("practitioner")
    visitor.page.clock.install()
    visitor.at(f"requests/{demo_accounts.requests.draft().pk}/form/need/")
    visitor.fill(LABEL["need"], TYPED)
    expect(visitor.page.locator("#kept p")).to_be_visible()
    visitor.page.clock.fast_forward("30:00")
    visitor.reads("Your session has ended")
    visitor.follow("Sign in")
    visitor.fill("Username", "practitioner2")
    visitor.fill("Password", "osma-demo")
    visitor.press("Sign in")
    expect(visitor.field(LABEL["need"])).not_to_have_value(TYPED)
