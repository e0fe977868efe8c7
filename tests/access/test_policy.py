"""Corners of the policy that the laws over the whole cast do not reach."""

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from access.delegation import delegate
from access.models import Organization
from access.policy import audience, may_see, people_tied, visible_to
from access.standing import standing_of
from audit.models import Event
from demo.accounts import AccountWalk
from demo.assessments import assess
from demo.requests import Walk
from directive.lifecycle import Tie
from directive.request import REQUEST
from practitioners.models import Authorization
from registry.models import Account
from requests_app import drafts
from requests_app.models import Kind, Request


@pytest.fixture
def account(cast) -> Account:
    assess(cast)
    return AccountWalk(cast, Walk(cast, count(1))).approved()


def test_a_substitute_for_one_account_sees_that_account_alone(cast, account):
    other = Account.objects.exclude(pk=account.pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    delegate(
        by=cast["superior"],
        to=cast["superior2"],
        account_id=account.pk,
        last_day=tomorrow,
        reason="Leave.",
    )
    standing = standing_of(cast["superior2"])
    assert may_see(standing, account)
    assert account in visible_to(standing, Account)
    assert not visible_to(standing, Account).filter(pk__in=other).exists()
    navy = Organization.objects.get(code="rcn")
    assert not visible_to(standing, Authorization).filter(organization=navy).exists()


def test_the_receiving_superior_hears_of_a_transfer(cast, account):
    request = drafts.start(
        account.organization,
        by=cast["practitioner"],
        kind=Kind.TRANSFER,
        account=account,
        declared_official=True,
    )
    army = Organization.objects.get(code="ca")
    request = drafts.edit(request, by=cast["practitioner"], receiving=army)
    assert audience(REQUEST.step("accept_transfer").actors, request) == [cast["superior2"]]


def test_what_is_not_saved_yet_has_nobody_named_on_it(cast):
    request = Request(requester=cast["practitioner"])
    assert people_tied(request, Tie.OWN) == {cast["practitioner"].pk}


def test_an_event_names_its_place_and_its_verb():
    assert str(Event(seq=3, verb="request.approve")) == "3 request.approve"
