"""A reminder belongs to a day, and a day begins where the organization is."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from access.models import Organization
from outbox.models import Notification
from registry.models import Account
from reminders.rules import RULES_BY_NAME
from reminders.run import send_reminders
from requests_app.models import AccountRequest
from tests.reminders.due_rows import bring_about
from workflow.due_dates import due_on

pytestmark = pytest.mark.django_db
EVE = timezone.localdate() + timedelta(days=60)
DUE = EVE + timedelta(days=1)
EVENING = datetime.combine(EVE, time(23), UTC)  # still the eve in Ottawa, the day itself in Tokyo
NIGHT = EVENING + timedelta(hours=7)  # the day in Ottawa, still the eve in Vancouver


def move(zone: str) -> None:
    Organization.objects.update(time_zone=zone)


def written_at(moment: datetime) -> set[str]:
    """The rungs of the letters that are there after a sweep."""
    send_reminders(moment)
    occurrences = Notification.objects.filter(event_type__regex=r"\.(due|late)$").values_list(
        "occurrence"
    )
    return {occurrence.removeprefix(str(DUE))[:2] for (occurrence,) in occurrences}


@pytest.mark.parametrize(
    ("zone", "evening", "night"),
    [
        ("America/Toronto", {"-1"}, {"-1", "+0"}),
        ("Asia/Tokyo", {"+0"}, {"+0"}),
        ("America/Vancouver", {"-1"}, {"-1"}),
    ],
)
def test_the_day_is_the_day_where_the_organization_is(demo_data, monkeypatch, zone, evening, night):
    monkeypatch.setattr("reminders.run.RULES", (RULES_BY_NAME["request.advise"],))
    row = AccountRequest.objects.filter(state="in_consultation").first()
    AccountRequest.objects.filter(pk=row.pk).update(due_on=DUE)
    move(zone)
    assert written_at(EVENING) == evening
    assert written_at(NIGHT) == night


@pytest.mark.parametrize("kind", sorted(RULES_BY_NAME))
def test_whatever_is_due_is_due_by_that_day(demo_data, monkeypatch, kind):
    rule = RULES_BY_NAME[kind]
    monkeypatch.setattr("reminders.run.RULES", (rule,))
    bring_about(rule, demo_data, DUE)
    move("Asia/Tokyo")
    assert "+0" in written_at(EVENING)


def test_where_the_account_is_watched_from_does_not_count(demo_data, monkeypatch):
    rule = RULES_BY_NAME["account.asked_closure"]
    monkeypatch.setattr("reminders.run.RULES", (rule,))
    bring_about(rule, demo_data, DUE)
    Account.objects.update(time_zone="Asia/Tokyo")
    assert "+0" not in written_at(EVENING)


def test_a_target_is_counted_from_the_day_where_the_organization_is(demo_data):
    row = AccountRequest.objects.filter(state="in_consultation").first()
    row.state_changed_at = datetime(2026, 12, 16, 6, tzinfo=UTC)  # the 16th in Ottawa
    row.elapsed_days = {}
    row.organization.time_zone = "America/Vancouver"
    west = due_on(row)
    row.organization.time_zone = "America/Toronto"
    assert (west, due_on(row)) == (date(2026, 12, 22), date(2026, 12, 23))
