"""From the first question to the decision, by six people without a mouse."""

from functools import partial

import pytest

from tests.journeys import approval
from tests.journeys.conftest import Visit
from tests.journeys.form import fill_in, start
from tests.journeys.keyboard_visitor import KeyboardVisitor
from tests.journeys.participants import Participants

pytestmark = pytest.mark.template_database("assessed")


@pytest.mark.long
def test_request_is_started_reviewed_and_approved_by_keyboard(visit: Visit) -> None:
    participants = Participants.of(partial(visit, kind=KeyboardVisitor), "en")
    request = start(participants.practitioner, "Royal Canadian Navy")
    fill_in(participants.practitioner, "base_au_clavier")
    approval.consult(participants.practitioner, request)
    approval.advise(participants.pa, request)
    approval.submit(participants.practitioner, participants.l1, request)
    approval.assign(participants.ecomms)
    approval.recommend(participants.ecomms)
    approval.approve(participants, request)
