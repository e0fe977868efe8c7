from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.forms.fields import OrganizationField
from access.models import Organization
from access.services import organizations
from audit.models import AuditEvent
from tests.htmx import HX
from tests.outbox.email_log import count_queries, create_emails, get_page
from tests.versions import digest_of
from web.language import collation_key

pytestmark = pytest.mark.template_database("users")
TODAY = timezone.localdate()
NAMES = {"name_en": "Fleet School", "name_fr": "École navale", "level": "unit"}


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def create_organization(demo_users, code: str = "school", **fields) -> Organization:
    return organizations.create(rcn(), by=demo_users["administrator"], code=code, **NAMES | fields)


def end_organization(demo_users, organization: Organization, **more) -> Organization:
    given = {"valid_to": TODAY, "reason": "Closed."} | more
    return organizations.end(organization, by=demo_users["administrator"], **given)


def is_active(organization: Organization) -> bool:
    return Organization.objects.active_on().filter(pk=organization.pk).exists()


def test_new_organization_is_a_child_of_its_parent(demo_users):
    assert create_organization(demo_users).is_child_of(rcn())


def test_french_sort_key_ignores_accents(demo_users):
    assert create_organization(demo_users).sort_fr == "ecole navale"


@pytest.mark.parametrize("who", ["l1", "superior", "admpa", "auditor", "nobody"])
def test_only_an_administrator_manages_organizations(demo_users, who):
    unit = create_organization(demo_users)
    for act in (
        lambda: organizations.create(rcn(), by=demo_users[who], code="x", **NAMES),
        lambda: organizations.change(unit, by=demo_users[who], name_en="x"),
        lambda: organizations.end(unit, by=demo_users[who], valid_to=TODAY, reason="x"),
        lambda: organizations.set_l1_step(rcn(), by=demo_users[who], on=False, reason="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_ended_organization_stays_on_record_and_is_not_active(demo_users):
    unit = end_organization(demo_users, create_organization(demo_users))
    assert Organization.objects.filter(pk=unit.pk).exists()
    assert not is_active(unit)


def test_organization_is_active_until_its_last_day(demo_users):
    assert is_active(
        end_organization(
            demo_users, create_organization(demo_users), valid_to=TODAY + timedelta(days=1)
        )
    )


def test_successor_of_ended_organization_is_saved(demo_users):
    unit, other = create_organization(demo_users), create_organization(demo_users, "other")
    assert end_organization(demo_users, unit, successor=other).successor == other


def test_organization_cannot_succeed_itself(demo_users):
    unit = create_organization(demo_users)
    with pytest.raises(ValidationError):
        end_organization(demo_users, unit, successor=unit)


def test_ended_organization_cannot_be_a_successor(demo_users):
    other = end_organization(demo_users, create_organization(demo_users, "other"))
    with pytest.raises(ValidationError):
        end_organization(demo_users, create_organization(demo_users), successor=other)


def test_organization_cannot_end_before_its_first_day(demo_users):
    with pytest.raises(ValidationError):
        end_organization(demo_users, create_organization(demo_users, valid_from=TODAY))


def test_organization_with_active_children_cannot_be_ended(demo_users):
    create_organization(demo_users)
    with pytest.raises(ValidationError):
        end_organization(demo_users, rcn())


def test_root_organization_cannot_be_ended(demo_users):
    with pytest.raises(ValidationError):
        end_organization(demo_users, Organization.objects.get(depth=1))


def test_organization_cannot_be_created_under_an_ended_one(demo_users):
    unit = end_organization(demo_users, create_organization(demo_users))
    with pytest.raises(ValidationError):
        organizations.create(unit, by=demo_users["administrator"], code="x", **NAMES)


def test_l1_step_can_be_set_on_level_one_organizations_only(demo_users):
    row = organizations.set_l1_step(
        rcn(), by=demo_users["administrator"], on=False, reason="Dropped."
    )
    assert row.l1_step is False
    with pytest.raises(ValidationError):
        organizations.set_l1_step(
            create_organization(demo_users), by=demo_users["administrator"], on=True, reason="x"
        )


def test_each_change_of_an_organization_is_logged(demo_users):
    unit = create_organization(demo_users)
    organizations.change(unit, by=demo_users["administrator"], name_en="Other")
    end_organization(demo_users, unit)
    events = AuditEvent.objects.filter(object_type="organization", object_id=str(unit.pk))
    assert [event.action for event in events] == [
        "organization.create",
        "organization.change",
        "organization.end",
    ]
    assert (events[1].before["name_en"], events[1].after["name_en"]) == ("Fleet School", "Other")
    assert events[2].reason == "Closed."


def test_any_signed_in_person_can_view_organizations(demo_users, client):
    client.force_login(demo_users["nobody"])
    for url in (reverse("organizations"), reverse("organization", args=[rcn().pk])):
        answer = client.get(url)
        assert (answer.status_code, answer.context["actions"]) == (200, [])
        assert answer.context["role_assignments"] is None


def test_exact_name_redirects_to_the_organization_page(demo_users, client):
    client.force_login(demo_users["nobody"])
    for typed in ("RCN", "rcn", "Royal Canadian Navy", "MRC"):
        answer = client.get(reverse("organizations"), {"q": typed})
        assert answer.url == reverse("organization", args=[rcn().pk])


def test_organization_search_ignores_accents(demo_users, client):
    create_organization(demo_users)
    client.force_login(demo_users["nobody"])
    page = client.get(
        reverse("organizations"), {"q": "ecole nav"}, headers=HX | {"HX-Target": "list"}
    )
    assert [row.code for row in page.context["found"]] == ["school"]
    assert "1 found" in page.content.decode()


def test_administrator_can_create_change_and_end_organizations_in_the_browser(demo_users, client):
    client.force_login(demo_users["administrator"])
    unit = create_organization(demo_users)
    for name in ("organization_new", "organization_edit", "organization_end"):
        assert client.get(reverse(name, args=[unit.pk])).status_code == 200
    given = NAMES | {"code": "annex", "name_en": "Annex", "time_zone": "America/Toronto"}
    answer = client.post(reverse("organization_new", args=[unit.pk]), given)
    annex = Organization.objects.get(code="annex")
    assert answer.url == reverse("organization", args=[annex.pk])
    edit = reverse("organization_edit", args=[annex.pk])
    client.post(edit, given | {"name_en": "Wing"} | digest_of(client, edit))
    assert Organization.objects.get(code="annex").name_en == "Wing"
    end = {"valid_to": TODAY, "successor": "school", "reason": "Merged."}
    client.post(reverse("organization_end", args=[annex.pk]), end)
    assert Organization.objects.get(code="annex").successor == unit


def test_time_zone_and_reply_address_are_saved_and_validated(demo_users, client):
    client.force_login(demo_users["administrator"])
    unit = create_organization(demo_users)
    url = reverse("organization_edit", args=[unit.pk])
    given = NAMES | {"time_zone": "America/Halifax", "reply_to": "school@demo.invalid"}
    page = client.post(url, given | digest_of(client, url), follow=True).content.decode()
    assert "Atlantic time" in page
    assert "school@demo.invalid" in page
    wrong = client.post(url, given | {"reply_to": "school"} | digest_of(client, url))
    assert "Enter a valid email address" in wrong.content.decode()
    assert 'value="school"' in wrong.content.decode()


def test_organization_page_shows_where_email_replies_go(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("organization", args=[create_organization(demo_users).pk])
    assert ("Answers to mail go to", "Nobody") in client.get(url).context["summary"]
    organizations.change(rcn(), by=demo_users["administrator"], reply_to="navy@demo.invalid")
    assert "navy@demo.invalid" in client.get(url).content.decode()


def test_new_organization_form_starts_with_the_time_zone_of_the_parent(demo_users, client):
    client.force_login(demo_users["administrator"])
    unit = create_organization(demo_users, time_zone="America/Halifax")
    form = client.get(reverse("organization_new", args=[unit.pk])).context["form"]
    assert form["time_zone"].value() == "America/Halifax"


def test_l1_step_is_changed_on_its_page(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("organization_l1_step", args=[rcn().pk])
    assert client.get(url).status_code == 200
    client.post(url, {"on": "no", "reason": "Dropped."})
    assert not rcn().l1_step


def test_refused_end_of_organization_is_shown_on_the_form(demo_users, client):
    client.force_login(demo_users["administrator"])
    create_organization(demo_users)
    url = reverse("organization_end", args=[rcn().pk])
    assert client.post(url, {"valid_to": TODAY, "reason": "x"}).status_code == 422


def test_organization_edit_pages_are_forbidden_to_non_administrators(demo_users, client):
    client.force_login(demo_users["l1"])
    for name in ("new", "edit", "end", "l1_step"):
        assert client.get(reverse(f"organization_{name}", args=[rcn().pk])).status_code == 403


@pytest.mark.template_database("migrated")
def test_organizations_page_opens_on_an_empty_database(client, db):
    from access.models import Person

    client.force_login(Person.objects.create(username="first", name="First"))
    assert client.get(reverse("organizations")).status_code == 200


# ---- e-mails about the organization


def test_administrator_sees_emails_about_the_organization(demo_users, client):
    create_emails(rcn(), 2, to=demo_users["dma"])
    page = get_page(client, demo_users["administrator"], reverse("organization", args=[rcn().pk]))
    assert "2 e-mails about this, the latest first" in page
    assert "Nobody can act: Confirm the listing in the master index (Appropriate superior)" in page


@pytest.mark.parametrize("who", ["auditor", "ecomms", "superior", "nobody"])
def test_emails_about_the_organization_are_hidden_from_others(demo_users, client, who):
    create_emails(rcn(), 20, to=demo_users["dma"])
    page = get_page(client, demo_users[who], reverse("organization", args=[rcn().pk]))
    assert "E-mails" not in page
    assert "/emails/organization/" not in page


def test_organization_page_query_count_does_not_grow_with_emails(demo_users, client):
    client.force_login(demo_users["administrator"])
    url = reverse("organization", args=[rcn().pk])
    create_emails(rcn(), 2, to=demo_users["dma"])
    few = count_queries(client, url)
    for person in (demo_users["pa"], demo_users["l1"], demo_users["daip"]):
        create_emails(rcn(), 6, to=person)
    assert count_queries(client, url) == few


def test_organization_cannot_begin_after_its_end(demo_users, client):
    unit = end_organization(demo_users, create_organization(demo_users))
    client.force_login(demo_users["administrator"])
    given = NAMES | {"valid_from": TODAY, "time_zone": "America/Toronto", "reply_to": ""}
    url = reverse("organization_edit", args=[unit.pk])
    page = client.post(url, given | digest_of(client, url))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["valid_from"])


@pytest.mark.parametrize("write", [str, str.upper, collation_key, lambda name: f" « {name} » "])
@pytest.mark.parametrize("column", ["name_en", "name_fr", "abbr_en", "abbr_fr", "code"])
def test_typed_organization_minds_neither_accents_nor_case(demo_users, column, write):
    unit = create_organization(demo_users, abbr_en="SchNav", abbr_fr="ÉNav")
    assert OrganizationField().clean(write(getattr(unit, column))) == unit
