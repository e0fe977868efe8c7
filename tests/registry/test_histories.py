import pytest

from directive.codes import CLOSING_PLAN
from registry.models import Assessment, Platform
from registry.services import platforms

pytestmark = pytest.mark.django_db


def _text(client, person, row):
    client.force_login(person)
    return client.get(f"{row.get_absolute_url()}").content.decode()


def test_the_history_of_an_assessment_says_what_was_done_and_by_whom(client, demo_data):
    row = Assessment.objects.filter(state="in_force")[0]
    history = _text(client, demo_data["ecomms"], row).partition('class="timeline"')[2]
    assert "In force" in history
    assert demo_data["daip"].name in history


def test_the_history_of_a_platform_says_what_was_done(client, demo_data):
    platform = Platform.objects.get(slug="flickr")
    platforms.advise(platform, by=demo_data["digital"], conclusion="acceptable", text="Fine.")
    assert "IT security advice given" in _text(client, demo_data["ecomms"], platform)


def test_the_closing_plan_stands_in_the_order_of_the_directive(client, demo_data, in_state):
    plan = _text(client, demo_data["ecomms"], in_state("closing")).partition("Outcome</th>")[2]
    places = [plan.index(row.en) for row in CLOSING_PLAN]
    assert places == sorted(places)
