"""Focus, title and address after htmx has swapped a page or a part of one."""

import pytest
from playwright.sync_api import Page, expect

from demo.accounts import DemoAccounts
from requests_app.form_spec import FIELD_LABELS as LABEL
from tests.journeys.conftest import Visit
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

SAVE = "Save and continue"


def focused(visitor: Visitor) -> str:
    return visitor.page.evaluate("document.activeElement.innerText || document.activeElement.id")


def console_of(page: Page) -> list[str]:
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def test_list_filter_updates_while_typing_and_keeps_the_caret(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    account = demo_accounts.approved()
    reviewer = visit("ecomms", "fr")
    console = console_of(reviewer.page)
    reviewer.at("registry/")
    search = reviewer.page.locator("#id_q")
    search.press_sequentially("zzz")
    expect(reviewer.page.locator("#found")).to_contain_text("0")
    assert reviewer.address.endswith("/fr/registry/?q=zzz")
    search.fill(account.handle)
    expect(reviewer.page.locator("#list")).to_contain_text(account.handle)
    search.press("ArrowLeft")
    search.press("Backspace")
    expect(reviewer.page.locator("#found")).to_contain_text("0")
    assert focused(reviewer) == "id_q"
    assert search.evaluate("one => one.selectionStart") == len(account.handle) - 2
    reviewer.page.locator("#toggle").click()
    reviewer.page.wait_for_url("**/en/registry/?q=*")
    assert not console


def test_swapped_page_moves_focus_to_the_message(visit: Visit, demo_accounts: DemoAccounts) -> None:
    path = f"requests/{demo_accounts.requests.draft().pk}/form/duration/"
    writer = visit("practitioner")
    console = console_of(writer.page)
    writer.at(path)
    writer.page.evaluate("window.same = true")
    writer.fill(LABEL["planned_end"], "2001-01-01")
    writer.press(SAVE)
    assert writer.status == 422
    assert focused(writer).startswith("There was a problem")
    assert writer.page.title().startswith("Error:")
    writer.fill(LABEL["planned_end"], "2099-01-01")
    writer.press(SAVE)
    assert focused(writer).startswith("Form changed")
    assert writer.page.evaluate("window.same"), "the page was not left"
    assert "/form/attachments/" in writer.address
    assert writer.page.title().startswith("Attachments")
    writer.attach("File", "note.pdf", b"%PDF-1.7\n%%EOF\n")
    writer.press("Attach")
    writer.sees("note.pdf")
    writer.page.go_back()
    expect(writer.page).to_have_url(f"{writer.site}/en/{path}")
    expect(writer.field(LABEL["planned_end"])).to_have_value("2099-01-01")
    assert all("422" in message for message in console), console


def test_form_input_is_autosaved_and_unsaved_input_prompts_before_leaving(
    visit: Visit, demo_accounts: DemoAccounts
) -> None:
    path = f"requests/{demo_accounts.requests.draft().pk}/form/account/"
    writer = visit("practitioner")
    console = console_of(writer.page)
    writer.at(path)
    address = writer.field("Address of the account")
    saved = address.input_value()
    address.fill("")
    address.press_sequentially("twitter.com/Exemple_")
    expect(writer.page.locator("#beside")).to_contain_text("https://x.com/Exemple_")
    assert writer.page.locator("[data-unsaved]").count() == 1
    expect(writer.page.locator("#kept")).to_contain_text("Saved as a draft at")
    assert writer.page.locator("[data-unsaved]").count() == 0
    assert focused(writer) == "id_address_1"
    writer.at(path)
    expect(address).to_have_value("twitter.com/Exemple_")
    writer.press("Discard the draft")
    expect(address).to_have_value(saved)
    address.fill("x.com/exemple_2")
    writer.context.clear_cookies(name="session")
    writer.press(SAVE)
    writer.sign_in_here("practitioner")
    expect(address).to_have_value("x.com/exemple_2")
    questions: list[str] = []
    writer.page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    address.press_sequentially("_")
    writer.follow("Back to the list of pages")
    assert questions == ["beforeunload"]
    assert not console
