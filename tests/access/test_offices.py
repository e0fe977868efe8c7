from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access import offices
from access.models import Office, Organization, Person
from access.policy import may
from access.standing import standing_of
from audit.models import Event
from directive.roles import Role

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def root() -> Organization:
    return Organization.objects.get(depth=1)


def appointed(cast, *, role: Role = Role.PA, **more) -> Office:
    given = {"organization": rcn()} | more
    return offices.appoint(cast["nobody"], by=cast["administrator"], role=role, **given)


def test_an_office_gives_its_role_at_once(cast):
    appointed(cast, role=Role.SUPERIOR)
    assert Role.SUPERIOR in standing_of(cast["nobody"]).roles()


def test_an_office_of_tomorrow_gives_nothing_yet(cast):
    appointed(cast, first_day=TODAY + timedelta(days=1))
    assert Role.PA not in standing_of(cast["nobody"]).roles()


def test_a_dismissal_takes_it_away_at_once(cast):
    office = appointed(cast)
    offices.dismiss(office, by=cast["administrator"], reason="Moved.")
    assert Role.PA not in standing_of(cast["nobody"]).roles()


def test_the_next_request_knows_of_the_dismissal(cast, client):
    office = offices.appoint(
        cast["nobody"], by=cast["administrator"], role=Role.AUDITOR, organization=root()
    )
    client.force_login(cast["nobody"])
    assert client.get(reverse("people")).status_code == 200
    offices.dismiss(office, by=cast["administrator"], reason="Moved.")
    assert client.get(reverse("people")).status_code == 403


def test_one_acts_for_somebody_and_the_log_says_so(cast):
    appointed(cast, role=Role.ADMINISTRATOR, organization=root(), acting_for=cast["administrator"])
    (seat,) = (s for s in standing_of(cast["nobody"]).seats if s.role == Role.ADMINISTRATOR)
    assert seat.holder_id == cast["administrator"].pk


@pytest.mark.parametrize("who", ["superior", "auditor", "admpa", "nobody"])
def test_only_an_administrator_appoints_and_dismisses(cast, who):
    office = appointed(cast)
    with pytest.raises(PermissionDenied):
        offices.appoint(cast["pa"], by=cast[who], role=Role.SUPERIOR, organization=rcn())
    with pytest.raises(PermissionDenied):
        offices.dismiss(office, by=cast[who], reason="x")


def test_nobody_appoints_themselves(cast):
    with pytest.raises(ValidationError):
        offices.appoint(
            cast["administrator"], by=cast["administrator"], role=Role.ADMPA, organization=root()
        )


def test_nobody_ends_their_own_office(cast):
    own = Office.objects.get(person=cast["administrator"])
    with pytest.raises(ValidationError):
        offices.dismiss(own, by=cast["administrator"], reason="x")


def test_no_practitioner_is_appointed_past_the_authorization(cast):
    with pytest.raises(ValidationError):
        appointed(cast, role=Role.PRACTITIONER)


def test_a_practitioner_is_not_dismissed_past_the_authorization(cast):
    office = Office.objects.get(person=cast["practitioner"])
    with pytest.raises(ValidationError):
        offices.dismiss(office, by=cast["administrator"], reason="x")


def test_a_central_role_is_not_held_in_a_part(cast):
    with pytest.raises(ValidationError):
        appointed(cast, role=Role.ADMPA)


def test_no_office_in_an_organization_that_ended(cast):
    Organization.objects.filter(code="rcn").update(valid_to=TODAY)
    with pytest.raises(ValidationError):
        appointed(cast)


def test_both_ends_are_in_the_log(cast):
    office = appointed(cast)
    offices.dismiss(office, by=cast["administrator"], reason="Moved.")
    opened, ended = Event.objects.filter(kind="office", object_id=str(office.pk))
    assert (opened.verb, opened.after["role"]) == ("office.open", "pa")
    assert (ended.verb, ended.reason) == ("office.end", "Moved.")
    assert ended.after["ended_at"] is not None


def test_the_page_puts_a_central_role_at_the_top(cast, client):
    client.force_login(cast["administrator"])
    answer = client.post(reverse("office_new", args=[cast["nobody"].pk]), {"role": "dma"})
    assert answer.status_code == 302
    assert Office.objects.get(person=cast["nobody"]).organization == root()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": "pa"}, "organization"),
        ({"role": "pa", "organization": "no such"}, "organization"),
        ({"role": "practitioner", "organization": "rcn"}, "role"),
        ({"role": "admpa", "organization": "rcn"}, "organization"),
        ({"role": "pa", "organization": "rcn", "acting_for": "no such"}, "acting_for"),
        (
            {
                "role": "pa",
                "organization": "rcn",
                "first_day": "2030-02-01",
                "last_day": "2030-01-01",
            },
            "last_day",
        ),
    ],
)
def test_the_page_says_what_is_wrong(cast, client, given, field):
    client.force_login(cast["administrator"])
    answer = client.post(reverse("office_new", args=[cast["nobody"].pk]), given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_ending_an_office_on_the_page(cast, client):
    office = appointed(cast)
    client.force_login(cast["administrator"])
    assert client.get(reverse("office_end", args=[office.pk])).status_code == 200
    client.post(reverse("office_end", args=[office.pk]), {"reason": "Moved."})
    assert not may(standing_of(Person.objects.get(pk=cast["nobody"].pk)), "delegate")


def test_a_person_page_links_the_offices_that_may_be_ended(cast, client):
    office = appointed(cast)
    client.force_login(cast["administrator"])
    page = client.get(reverse("person", args=[cast["nobody"].pk])).content.decode()
    assert reverse("office_end", args=[office.pk]) in page
    page = client.get(reverse("person", args=[cast["practitioner"].pk])).content.decode()
    assert "/offices/" not in page
