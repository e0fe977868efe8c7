"""From the first question to the decision, by six people without a mouse."""

from functools import partial

from tests.journeys import approval
from tests.journeys.conftest import Visit
from tests.journeys.form import fill_in, start
from tests.journeys.keyboard_visitor import Typist
from tests.journeys.participants import Company


def test_request_is_started_reviewed_and_approved_by_keyboard(visit: Visit) -> None:
    company = Company.of(partial(visit, kind=Typist), "en")
    request = start(company.practitioner, "Royal Canadian Navy")
    fill_in(company.practitioner, "base_au_clavier")
    approval.consult(company.practitioner, request)
    approval.advise(company.pa, request)
    approval.submit(company.practitioner, company.l1, request)
    approval.assign(company.ecomms)
    approval.recommend(company.ecomms)
    approval.approve(company, request)
