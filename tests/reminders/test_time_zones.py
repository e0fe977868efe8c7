"""The day of a reminder is a day in the time zone of its organization."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from access.models import Organization
from outbox.models import Notification
from registry.models import Account
from reminders.rule import ReminderRule
from reminders.rules import RULES_BY_NAME
from reminders.run import send_reminders
from requests_app.models import AccountRequest
from tests.reminders.due_rows import make_row_due
from workflow.due_dates import due_on

pytestmark = pytest.mark.template_database("demo")
EVE = timezone.localdate() + timedelta(days=60)
DUE = EVE + timedelta(days=1)
EVENING = datetime.combine(EVE, time(23), UTC)  # still the eve in Ottawa, the day itself in Tokyo
NIGHT = EVENING + timedelta(hours=7)  # the day in Ottawa, still the eve in Vancouver


def set_time_zone(zone: str) -> None:
    Organization.objects.update(time_zone=zone)


def milestones_at(moment: datetime, rule: ReminderRule) -> set[str]:
    """The milestones of all notifications once reminders have been sent at this moment."""
    send_reminders(moment, rules=[rule])
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
def test_reminder_is_sent_on_the_local_day_of_the_organization(demo_data, zone, evening, night):
    rule = RULES_BY_NAME["request.advise"]
    row = AccountRequest.objects.filter(state="in_consultation").first()
    AccountRequest.objects.filter(pk=row.pk).update(due_on=DUE)
    set_time_zone(zone)
    assert milestones_at(EVENING, rule) == evening
    assert milestones_at(NIGHT, rule) == night


@pytest.mark.parametrize("name", sorted(RULES_BY_NAME))
def test_every_rule_goes_by_the_time_zone_of_the_organization(demo_data, name):
    rule = RULES_BY_NAME[name]
    make_row_due(rule, demo_data, DUE)
    set_time_zone("Asia/Tokyo")
    assert "+0" in milestones_at(EVENING, rule)


def test_time_zone_of_the_account_does_not_matter(demo_data):
    rule = RULES_BY_NAME["account.asked_closure"]
    make_row_due(rule, demo_data, DUE)
    Account.objects.update(time_zone="Asia/Tokyo")
    assert "+0" not in milestones_at(EVENING, rule)


def test_target_days_are_counted_in_the_time_zone_of_the_organization(demo_data):
    row = AccountRequest.objects.filter(state="in_consultation").first()
    row.state_changed_at = datetime(2026, 12, 16, 6, tzinfo=UTC)  # the 16th in Ottawa
    row.elapsed_days = {}
    row.organization.time_zone = "America/Vancouver"
    west = due_on(row)
    row.organization.time_zone = "America/Toronto"
    assert (west, due_on(row)) == (date(2026, 12, 22), date(2026, 12, 23))
