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
    return services.revoke(row, by=demo_users["l1"], code="left", reason="Posted away.")


def entries(row: Authorization) -> list:
    return timeline(history("practitioner", row.pk), Authorization)


def test_each_event_in_words_with_its_paragraph(row):
    assert [(entry.action, entry.paragraph) for entry in entries(row)] == [
        ("Nominated", "3.10"),
        ("PA advice given", "3.10"),
        ("Authorized", "3.10"),
        ("Revoked", "5.3(4)"),
    ]


def test_who_in_which_office_and_why(demo_users, row):
    last = entries(row)[-1]
    assert (last.actor, last.acting_role) == (demo_users["l1"].name, "Level one advisor, RCN")
    assert last.reason == "Posted away."


def test_what_changed_in_words(row):
    assert ("state", "Authorized, training due", "Revoked") in entries(row)[-1].changes


def test_people_and_organizations_by_name(row):
    changed = {name: after for name, _before, after in entries(row)[0].changes}
    assert (changed["person"], changed["organization"]) == ("sailor", "Royal Canadian Navy")


def test_dates_as_the_language_writes_them(row):
    changed = {name: after for name, _before, after in entries(row)[2].changes}
    assert changed["authorized on"].endswith(str(row.authorized_on.year))


def test_what_has_no_name_for_people_stays_out(row):
    names = {name for entry in entries(row) for name, _before, _after in entry.changes}
    assert not names & {"version", "ID", "state since", "spent", "office"}


def test_the_clock_has_no_name(demo_users):
    row = authorization(demo_users, create_person("sailor"))
    Authorization.objects.filter(pk=row.pk).update(last_day="2020-01-01")
    services.lapse_due()
    assert entries(row)[-1].actor == ""


def test_a_verb_of_no_lifecycle_takes_the_words_given(row):
    event = history("practitioner", row.pk)[0]
    event.action = "practitioner.polish"
    (entry,) = timeline([event], Authorization, {"practitioner.polish": "Polished"})
    assert entry.action == "Polished"
