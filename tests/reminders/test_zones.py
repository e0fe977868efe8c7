"""A reminder belongs to a day, and a day begins where the account is watched."""

from datetime import UTC, date, datetime, timedelta

import pytest

from reminders.rules import BY_KIND
from reminders.sweep import sweep
from requests_app.models import Request
from workflow.due import due_on
from workflow.models import Letter

pytestmark = pytest.mark.django_db
RULE = "request.advise"
DUE = date(2026, 12, 16)
EVENING = datetime(2026, 12, 15, 23, tzinfo=UTC)  # of the 15th in Ottawa, the 16th in Tokyo
NIGHT = EVENING + timedelta(hours=7)  # the 16th in Ottawa, still the 15th in Vancouver


@pytest.fixture
def request_of(told, monkeypatch):
    monkeypatch.setattr("reminders.sweep.RULES", (BY_KIND[RULE],))

    def moved(zone: str) -> Request:
        row = Request.objects.filter(state="in_consultation").first()
        Request.objects.filter(pk=row.pk).update(due_on=DUE, time_zone=zone)
        return Request.objects.get(pk=row.pk)

    return moved


def written_at(moment: datetime) -> set[str]:
    sweep(moment)
    return set(Letter.objects.filter(kind=RULE + ".due").values_list("occurrence", flat=True))


@pytest.mark.parametrize(
    ("zone", "evening", "night"),
    [
        ("America/Toronto", {"-1"}, {"-1", "+0"}),
        ("Asia/Tokyo", {"+0"}, {"+0"}),
        ("America/Vancouver", {"-1"}, {"-1"}),
    ],
)
def test_the_day_is_the_day_in_the_zone_of_the_row(request_of, zone, evening, night):
    request_of(zone)
    assert written_at(EVENING) == {f"{DUE}{rung}" for rung in evening}
    assert written_at(NIGHT) == {f"{DUE}{rung}" for rung in night}


def test_a_target_is_counted_from_the_day_in_the_zone_of_the_row(request_of):
    row = request_of("America/Vancouver")
    row.state_since, row.spent = NIGHT, {}
    west = due_on(row)
    row.time_zone = "America/Toronto"
    assert (west, due_on(row)) == (date(2026, 12, 22), date(2026, 12, 23))
