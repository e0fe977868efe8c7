import pytest
from django.utils import translation

from audit.history import history, timeline
from practitioners import services
from practitioners.models import Authorization
from tests.factories.authorizations import authorization, create_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def row(demo_users) -> Authorization:
    row = authorization(demo_users, create_person("sailor"))
    return services.revoke(row, by=demo_users["l1"], code="left", reason="Posted away.").row


def entries(row: Authorization) -> list:
    return timeline(history("practitioner", row.pk), Authorization)


def test_timeline_labels_each_event_with_its_paragraph(row):
    assert [(entry.action, entry.paragraph) for entry in entries(row)] == [
        ("Nominated", "3.10"),
        ("PA advice given", "3.10"),
        ("Authorized", "3.10"),
        ("Revoked", "5.3(4)"),
    ]


def test_timeline_shows_actor_role_and_reason(demo_users, row):
    last = entries(row)[-1]
    assert (last.actor, last.acting_role) == (demo_users["l1"].name, "Level one advisor, RCN")
    assert last.reason == "Posted away."


def test_timeline_shows_changed_values_by_their_labels(row):
    assert ("state", "Authorized, training due", "Revoked") in entries(row)[-1].changes


def test_timeline_shows_people_and_organizations_by_name(row):
    changed = {name: after for name, _before, after in entries(row)[0].changes}
    assert (changed["person"], changed["organization"]) == ("sailor", "Royal Canadian Navy")


def test_timeline_formats_dates_for_the_language(row):
    changed = {name: after for name, _before, after in entries(row)[2].changes}
    assert changed["authorized on"].endswith(str(row.authorized_on.year))


def test_timeline_omits_internal_fields(row):
    names = {name for entry in entries(row) for name, _before, _after in entry.changes}
    assert not names & {
        "version",
        "ID",
        "id",
        "state changed at",
        "elapsed days",
        "role assignment",
    }


def test_automatic_step_has_no_actor_in_the_timeline(demo_users):
    row = authorization(demo_users, create_person("sailor"))
    Authorization.objects.filter(pk=row.pk).update(last_day="2020-01-01")
    services.lapse_due()
    assert entries(row)[-1].actor == ""


def test_timeline_takes_labels_for_actions_outside_the_lifecycle(row):
    event = history("practitioner", row.pk)[0]
    event.action = "practitioner.polish"
    (entry,) = timeline([event], Authorization, {"practitioner.polish": "Polished"})
    assert entry.action == "Polished"
