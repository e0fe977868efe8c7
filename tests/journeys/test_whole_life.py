"""The main job: an account from the first question to its last day, by six people."""

from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.journeys import approval, closure, readiness
from tests.journeys.conftest import Visit
from tests.journeys.emails import address_in, awaited
from tests.journeys.form import fill_in, start
from tests.journeys.participants import Company
from tests.journeys.visitor import Visitor

HANDLE = "base_demo"
TOLD = (
    ("superior", "en", "Submitted"),
    ("ecomms2", "fr", "Approved by ADM(PA)"),
    ("l1", "en", "Activated"),
    ("practitioner2", "fr", "Activated"),
    ("superior", "en", "Deactivated"),
    ("practitioner", "en", "Deactivated"),
)


@pytest.mark.parametrize(
    ("language", "second", "organization"),
    [("en", False, "Royal Canadian Navy"), ("fr", True, "Marine royale canadienne")],
    ids=["English", "French"],
)
def test_account_is_requested_approved_activated_and_deactivated(
    visit: Visit, worker: Path, language: str, second: bool, organization: str
) -> None:
    company = Company.of(visit, language, second=second)
    request = start(company.practitioner, organization)
    fill_in(company.practitioner, HANDLE)
    approval.consult(company.practitioner, request)
    asked = awaited(worker, "pa@demo.invalid", "Give advice")
    approval.advise_as_asked(company.pa, address_in(asked))
    approval.submit(company.practitioner, company.l1, request)
    approval.assign(company.ecomms)
    approval.recommend(company.ecomms)
    account = approval.approve(company, request)
    _verifies(visit("", language), "Not known to us")

    readiness.activate(company, account, HANDLE)
    _verifies(visit("", language), "Official since %(day)s")

    closure.ask(company.practitioner, account)
    closure.work(company.superior, account)
    closure.deactivate(company.ecomms, account)
    _verifies(visit("", language), "Was official, ended %(day)s")
    _has_told_everybody(worker)


def _verifies(anybody: Visitor, answer: str) -> None:
    anybody.at("verify/")
    anybody.fill("Address or handle of the account", f"https://x.com/{HANDLE}")
    anybody.press("Check")
    anybody.reads(answer, day=anybody.today)


def _has_told_everybody(mail: Path) -> None:
    """Each in the language they read, whatever the language of the page."""
    for username, language, about in TOLD:
        with translation.override(language):
            subject = gettext(about)
        awaited(mail, f"{username}@demo.invalid", subject)
