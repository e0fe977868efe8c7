from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access import organizations
from access.models import Organization
from audit.models import Event
from tests.reminders.written import queries, reading, write
from tests.swaps import HX

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NAMES = {"name_en": "Fleet School", "name_fr": "École navale", "level": "unit"}


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def created(cast, code: str = "school", **fields) -> Organization:
    return organizations.create(rcn(), by=cast["administrator"], code=code, **NAMES | fields)


def ended(cast, organization: Organization, **more) -> Organization:
    given = {"valid_to": TODAY, "reason": "Closed."} | more
    return organizations.end(organization, by=cast["administrator"], **given)


def stands(organization: Organization) -> bool:
    return Organization.objects.on().filter(pk=organization.pk).exists()


def test_a_new_one_is_below_its_parent(cast):
    assert created(cast).is_child_of(rcn())


def test_the_order_of_names_does_not_mind_accents(cast):
    assert created(cast).sort_fr == "ecole navale"


@pytest.mark.parametrize("who", ["l1", "superior", "admpa", "auditor", "nobody"])
def test_only_an_administrator_keeps_the_tree(cast, who):
    unit = created(cast)
    for act in (
        lambda: organizations.create(rcn(), by=cast[who], code="x", **NAMES),
        lambda: organizations.change(unit, by=cast[who], name_en="x"),
        lambda: organizations.end(unit, by=cast[who], valid_to=TODAY, reason="x"),
        lambda: organizations.set_l1_step(rcn(), by=cast[who], on=False, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_what_ended_stays_on_record_and_cannot_be_chosen(cast):
    unit = ended(cast, created(cast))
    assert Organization.objects.filter(pk=unit.pk).exists()
    assert not stands(unit)


def test_until_its_last_day_it_stands(cast):
    assert stands(ended(cast, created(cast), valid_to=TODAY + timedelta(days=1)))


def test_a_successor_is_kept(cast):
    unit, other = created(cast), created(cast, "other")
    assert ended(cast, unit, successor=other).successor == other


def test_it_does_not_succeed_itself(cast):
    unit = created(cast)
    with pytest.raises(ValidationError):
        ended(cast, unit, successor=unit)


def test_what_has_ended_succeeds_nobody(cast):
    other = ended(cast, created(cast, "other"))
    with pytest.raises(ValidationError):
        ended(cast, created(cast), successor=other)


def test_it_does_not_end_before_it_began(cast):
    with pytest.raises(ValidationError):
        ended(cast, created(cast, valid_from=TODAY))


def test_what_is_below_ends_first(cast):
    created(cast)
    with pytest.raises(ValidationError):
        ended(cast, rcn())


def test_the_top_does_not_end(cast):
    with pytest.raises(ValidationError):
        ended(cast, Organization.objects.get(depth=1))


def test_nothing_begins_below_what_has_ended(cast):
    unit = ended(cast, created(cast))
    with pytest.raises(ValidationError):
        organizations.create(unit, by=cast["administrator"], code="x", **NAMES)


def test_the_l1_step_is_for_level_one(cast):
    row = organizations.set_l1_step(rcn(), by=cast["administrator"], on=False, reason="Dropped.")
    assert row.l1_step is False
    with pytest.raises(ValidationError):
        organizations.set_l1_step(created(cast), by=cast["administrator"], on=True, reason="x")


def test_each_change_is_in_the_log(cast):
    unit = created(cast)
    organizations.change(unit, by=cast["administrator"], name_en="Other")
    ended(cast, unit)
    events = Event.objects.filter(kind="organization", object_id=str(unit.pk))
    assert [event.verb for event in events] == [
        "organization.create",
        "organization.change",
        "organization.end",
    ]
    assert (events[1].before["name_en"], events[1].after["name_en"]) == ("Fleet School", "Other")
    assert events[2].reason == "Closed."


def test_everybody_signed_in_sees_the_tree(cast, client):
    client.force_login(cast["nobody"])
    for url in (reverse("organizations"), reverse("organization", args=[rcn().pk])):
        answer = client.get(url)
        assert (answer.status_code, answer.context["actions"]) == (200, [])
        assert answer.context["offices"] is None


def test_a_name_typed_leads_to_its_page(cast, client):
    client.force_login(cast["nobody"])
    for typed in ("RCN", "rcn", "Royal Canadian Navy", "MRC"):
        answer = client.get(reverse("organizations"), {"q": typed})
        assert answer.url == reverse("organization", args=[rcn().pk])


def test_part_of_a_name_finds_organizations_whatever_the_accents(cast, client):
    created(cast)
    client.force_login(cast["nobody"])
    page = client.get(
        reverse("organizations"), {"q": "ecole nav"}, headers=HX | {"HX-Target": "list"}
    )
    assert [row.code for row in page.context["found"]] == ["school"]
    assert "1 found" in page.content.decode()


def test_the_pages_of_an_administrator(cast, client):
    client.force_login(cast["administrator"])
    unit = created(cast)
    for name in ("organization_new", "organization_edit", "organization_end"):
        assert client.get(reverse(name, args=[unit.pk])).status_code == 200
    given = NAMES | {"code": "annex", "name_en": "Annex", "time_zone": "America/Toronto"}
    answer = client.post(reverse("organization_new", args=[unit.pk]), given)
    annex = Organization.objects.get(code="annex")
    assert answer.url == reverse("organization", args=[annex.pk])
    client.post(reverse("organization_edit", args=[annex.pk]), given | {"name_en": "Wing"})
    assert Organization.objects.get(code="annex").name_en == "Wing"
    end = {"valid_to": TODAY, "successor": "school", "reason": "Merged."}
    client.post(reverse("organization_end", args=[annex.pk]), end)
    assert Organization.objects.get(code="annex").successor == unit


def test_its_zone_and_the_mailbox_of_its_office(cast, client):
    client.force_login(cast["administrator"])
    unit = created(cast)
    url = reverse("organization_edit", args=[unit.pk])
    given = NAMES | {"time_zone": "America/Halifax", "reply_to": "school@demo.invalid"}
    page = client.post(url, given, follow=True).content.decode()
    assert "Atlantic time" in page
    assert "school@demo.invalid" in page
    wrong = client.post(url, given | {"reply_to": "school"})
    assert "Enter a valid email address" in wrong.content.decode()
    assert 'value="school"' in wrong.content.decode()


def test_its_page_says_whom_answers_reach(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("organization", args=[created(cast).pk])
    assert ("Answers to mail go to", "Nobody") in client.get(url).context["summary"]
    organizations.change(rcn(), by=cast["administrator"], reply_to="navy@demo.invalid")
    assert "navy@demo.invalid" in client.get(url).content.decode()


def test_a_new_one_begins_in_the_zone_of_its_parent(cast, client):
    client.force_login(cast["administrator"])
    unit = created(cast, time_zone="America/Halifax")
    form = client.get(reverse("organization_new", args=[unit.pk])).context["form"]
    assert form["time_zone"].value() == "America/Halifax"


def test_the_l1_step_on_its_page(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("organization_l1_step", args=[rcn().pk])
    assert client.get(url).status_code == 200
    client.post(url, {"on": "no", "reason": "Dropped."})
    assert not rcn().l1_step


def test_a_refusal_comes_back_on_the_form(cast, client):
    client.force_login(cast["administrator"])
    created(cast)
    url = reverse("organization_end", args=[rcn().pk])
    assert client.post(url, {"valid_to": TODAY, "reason": "x"}).status_code == 422


def test_the_pages_to_change_are_closed_to_others(cast, client):
    client.force_login(cast["l1"])
    for name in ("new", "edit", "end", "l1_step"):
        assert client.get(reverse(f"organization_{name}", args=[rcn().pk])).status_code == 403


def test_an_empty_tree_has_a_page(client, db):
    from access.models import Person

    client.force_login(Person.objects.create(username="first", name="First"))
    assert client.get(reverse("organizations")).status_code == 200


# ---- the letters about it


def test_who_keeps_people_there_sees_what_was_written_about_it(cast, client):
    write(rcn(), 2, to=cast["dma"])
    page = reading(client, cast["administrator"], reverse("organization", args=[rcn().pk]))
    assert "2 letters about this, the latest first" in page
    assert "Nobody can act: Confirm the listing in the master index (Appropriate superior)" in page


@pytest.mark.parametrize("who", ["auditor", "ecomms", "superior", "nobody"])
def test_nobody_else_sees_that_there_are_any(cast, client, who):
    write(rcn(), 20, to=cast["dma"])
    page = reading(client, cast[who], reverse("organization", args=[rcn().pk]))
    assert "Letters" not in page
    assert "/letters/" not in page


def test_its_page_costs_as_much_for_twenty_letters_as_for_two(cast, client):
    client.force_login(cast["administrator"])
    url = reverse("organization", args=[rcn().pk])
    write(rcn(), 2, to=cast["dma"])
    few = queries(client, url)
    for person in (cast["pa"], cast["l1"], cast["daip"]):
        write(rcn(), 6, to=person)
    assert queries(client, url) == few
