"""The watch on released handles (§ 3.8)."""

from itertools import count

import pytest
from django.test import Client

from access.models import Person
from audit.models import Event
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from directive.codes import CLOSING_PLAN
from registry import closure
from registry.models import Account, Claim, ClosingTask
from registry.watch import look
from workflow.problems import NotYours


@pytest.fixture
def released(cast: dict[str, Person]) -> Account:
    assess(cast)
    account = AccountWalk(cast, Walk(cast, count(1))).closing()
    rows = dict.fromkeys(CLOSING_PLAN.codes, (ClosingTask.Outcome.DONE, "Done."))
    closure.work_plan(account, by=cast["ecomms"], rows=rows, fate=Claim.Fate.RELEASED)
    return closure.deactivate(account, by=cast["ecomms"])


@pytest.fixture
def client(cast: dict[str, Person]) -> Client:
    client = Client()
    client.force_login(cast["ecomms"])
    return client


def test_a_released_handle_is_on_the_watch(client, released):
    html = client.get("/en/watch/").content.decode()
    assert released.handle in html
    assert "Never" in html


def test_a_handle_that_is_kept_is_not(client, released):
    Claim.objects.update(fate=Claim.Fate.PARKED)
    assert released.handle not in client.get("/en/watch/").content.decode()


def test_what_was_seen_is_in_the_log(client, released):
    claim = Claim.objects.get(owner=released.pk)
    response = client.post(f"/en/watch/{claim.pk}/", {"seen": "Nothing there."})
    assert response.status_code == 302
    assert Event.objects.get(verb="handle.look").reason == "Nothing there."
    assert "Never" not in client.get("/en/watch/").content.decode()


def test_seeing_nothing_is_said_in_words(client, released):
    claim = Claim.objects.get(owner=released.pk)
    response = client.post(f"/en/watch/{claim.pk}/", {"seen": ""})
    assert response.status_code == 422


def test_only_e_communications_watches(cast, released):
    with pytest.raises(NotYours):
        look(Claim.objects.get(owner=released.pk), by=cast["practitioner"], seen="Nothing.")
