import pytest

from directive.codes import CLOSING_PLAN
from registry import platform_keeping
from registry.models import Assessment, Platform

pytestmark = pytest.mark.django_db


def _text(client, person, row):
    client.force_login(person)
    return client.get(f"{row.get_absolute_url()}").content.decode()


def test_the_history_of_an_assessment_says_what_was_done_and_by_whom(client, told):
    row = Assessment.objects.filter(state="in_force")[0]
    history = _text(client, told["ecomms"], row).partition('class="timeline"')[2]
    assert "In force" in history
    assert told["daip"].name in history


def test_the_history_of_a_platform_says_what_was_done(client, told):
    platform = Platform.objects.get(slug="flickr")
    platform_keeping.advise(platform, by=told["digital"], conclusion="acceptable", text="Fine.")
    assert "IT security advice given" in _text(client, told["ecomms"], platform)


def test_the_closing_plan_stands_in_the_order_of_the_directive(client, told, in_state):
    plan = _text(client, told["ecomms"], in_state("closing")).partition("Outcome</th>")[2]
    places = [plan.index(row.en) for row in CLOSING_PLAN]
    assert places == sorted(places)
