"""The main job: an account from the first question to its last day, by six people."""

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.journeys import approval, closure, readiness
from tests.journeys.conftest import Visit
from tests.journeys.emails import link_in, wait_for_email
from tests.journeys.form import fill_in, start
from tests.journeys.participants import Participants
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.template_database("assessed")

HANDLE = "base_demo"
NOTIFIED = (
    ("superior", "en", "Submitted"),
    ("ecomms2", "fr", "Approved by ADM(PA)"),
    ("l1", "en", "Activated"),
    ("practitioner2", "fr", "Activated"),
    ("superior", "en", "Deactivated"),
    ("practitioner", "en", "Deactivated"),
)


@pytest.mark.long
@pytest.mark.parametrize(
    ("language", "second", "organization"),
    [("en", False, "Royal Canadian Navy"), ("fr", True, "Marine royale canadienne")],
    ids=["English", "French"],
)
def test_account_is_requested_approved_activated_and_deactivated(
    visit: Visit, worker: Path, language: str, second: bool, organization: str
) -> None:
    participants = Participants.of(visit, language, second=second)
    request = start(participants.practitioner, organization)
    fill_in(participants.practitioner, HANDLE)
    approval.consult(participants.practitioner, request)
    asked = wait_for_email(worker, "pa@demo.invalid", "Give advice")
    approval.advise_as_asked(participants.pa, link_in(asked))
    approval.submit(participants.practitioner, participants.l1, request)
    approval.assign(participants.ecomms)
    approval.recommend(participants.ecomms)
    account = approval.approve(participants, request)
    _verifies(visit("", language), "Not known to us")

    readiness.activate(participants, account, HANDLE)
    _verifies(visit("", language), "Official since %(day)s")

    closure.ask(participants.practitioner, account)
    closure.work(participants.superior, account)
    closure.deactivate(participants.ecomms, account)
    _verifies(visit("", language), "Was official, ended %(day)s")
    _everyone_is_notified(worker)


def _verifies(anybody: Visitor, answer: str) -> None:
    anybody.at("verify/")
    anybody.fill("Address or handle of the account", f"https://x.com/{HANDLE}")
    anybody.press("Check")
    anybody.reads(answer, day=anybody.today)


def _everyone_is_notified(mail: Path) -> None:
    """Each in the language they read, whatever the language of the page."""
    for username, language, about in NOTIFIED:
        with translation.override(language):
            subject = gettext(about)
        wait_for_email(mail, f"{username}@demo.invalid", subject)
