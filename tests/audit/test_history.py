import pytest

from audit.history import history, timeline
from practitioners import services
from practitioners.models import Authorization
from tests.factories import authorization, create_person

pytestmark = pytest.mark.template_database("users")


@pytest.fixture
def revoked_authorization(demo_users) -> Authorization:
    row = authorization(demo_users, create_person("sailor"))
    return services.revoke(row, by=demo_users["l1"], code="left", reason="Posted away.").row


def entries(row: Authorization) -> list:
    return timeline(history("practitioner", row.pk), Authorization)


def test_timeline_labels_each_event_with_its_paragraph(revoked_authorization):
    assert [(entry.action, entry.paragraph) for entry in entries(revoked_authorization)] == [
        ("Nominated", "3.10"),
        ("PA advice given", "3.10"),
        ("Authorized", "3.10"),
        ("Revoked", "5.3(4)"),
    ]


def test_timeline_shows_actor_role_and_reason(demo_users, revoked_authorization):
    last = entries(revoked_authorization)[-1]
    assert (last.actor, last.acting_role) == (demo_users["l1"].name, "Level one advisor, RCN")
    assert last.reason == "Posted away."


def test_timeline_shows_changed_values_by_their_labels(revoked_authorization):
    assert ("state", "Authorized, training due", "Revoked") in entries(revoked_authorization)[
        -1
    ].changes


def test_timeline_shows_people_and_organizations_by_name(revoked_authorization):
    changed = {name: after for name, _before, after in entries(revoked_authorization)[0].changes}
    assert (changed["person"], changed["organization"]) == ("sailor", "Royal Canadian Navy")


def test_timeline_formats_dates_for_the_language(revoked_authorization):
    changed = {name: after for name, _before, after in entries(revoked_authorization)[2].changes}
    assert changed["authorized on"].endswith(str(revoked_authorization.authorized_on.year))


def test_timeline_omits_internal_fields(revoked_authorization):
    names = {
        name for entry in entries(revoked_authorization) for name, _before, _after in entry.changes
    }
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


def test_timeline_takes_labels_for_actions_outside_the_lifecycle(revoked_authorization):
    event = history("practitioner", revoked_authorization.pk)[0]
    event.action = "practitioner.polish"
    (entry,) = timeline([event], Authorization, {"practitioner.polish": "Polished"})
    assert entry.action == "Polished"
