from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access.models import Organization, Person, RoleAssignment
from access.policy import has_permission
from access.resolver import access_for
from access.services import roles
from audit.models import AuditEvent
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


def appointed(demo_users, *, role: Role = Role.PA, **more) -> RoleAssignment:
    given = {"organization": rcn()} | more
    return roles.assign_role(
        demo_users["nobody"], by=demo_users["administrator"], role=role, **given
    )


def test_an_office_gives_its_role_at_once(demo_users):
    appointed(demo_users, role=Role.SUPERIOR)
    assert Role.SUPERIOR in access_for(demo_users["nobody"]).roles()


def test_an_office_of_tomorrow_gives_nothing_yet(demo_users):
    appointed(demo_users, first_day=TODAY + timedelta(days=1))
    assert Role.PA not in access_for(demo_users["nobody"]).roles()


def test_a_dismissal_takes_it_away_at_once(demo_users):
    assignment = appointed(demo_users)
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert Role.PA not in access_for(demo_users["nobody"]).roles()


def test_the_next_request_knows_of_the_dismissal(demo_users, client):
    assignment = roles.assign_role(
        demo_users["nobody"], by=demo_users["administrator"], role=Role.AUDITOR, organization=root()
    )
    client.force_login(demo_users["nobody"])
    assert client.get(reverse("people")).status_code == 200
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert client.get(reverse("people")).status_code == 403


def test_one_acts_for_somebody_and_the_log_says_so(demo_users):
    appointed(
        demo_users,
        role=Role.ADMINISTRATOR,
        organization=root(),
        acting_for=demo_users["administrator"],
    )
    (effective_role,) = (
        s for s in access_for(demo_users["nobody"]).effective_roles if s.role == Role.ADMINISTRATOR
    )
    assert effective_role.holder_id == demo_users["administrator"].pk


@pytest.mark.parametrize("who", ["superior", "auditor", "admpa", "nobody"])
def test_only_an_administrator_appoints_and_dismisses(demo_users, who):
    assignment = appointed(demo_users)
    with pytest.raises(PermissionDenied):
        roles.assign_role(
            demo_users["pa"], by=demo_users[who], role=Role.SUPERIOR, organization=rcn()
        )
    with pytest.raises(PermissionDenied):
        roles.revoke_role(assignment, by=demo_users[who], reason="x")


def test_nobody_appoints_themselves(demo_users):
    with pytest.raises(ValidationError):
        roles.assign_role(
            demo_users["administrator"],
            by=demo_users["administrator"],
            role=Role.ADMPA,
            organization=root(),
        )


def test_nobody_ends_their_own_office(demo_users):
    own = RoleAssignment.objects.get(person=demo_users["administrator"])
    with pytest.raises(ValidationError):
        roles.revoke_role(own, by=demo_users["administrator"], reason="x")


def test_no_practitioner_is_appointed_past_the_authorization(demo_users):
    with pytest.raises(ValidationError):
        appointed(demo_users, role=Role.PRACTITIONER)


def test_a_practitioner_is_not_dismissed_past_the_authorization(demo_users):
    assignment = RoleAssignment.objects.get(person=demo_users["practitioner"])
    with pytest.raises(ValidationError):
        roles.revoke_role(assignment, by=demo_users["administrator"], reason="x")


def test_a_central_role_is_not_held_in_a_part(demo_users):
    with pytest.raises(ValidationError):
        appointed(demo_users, role=Role.ADMPA)


def test_no_office_in_an_organization_that_ended(demo_users):
    Organization.objects.filter(code="rcn").update(valid_to=TODAY)
    with pytest.raises(ValidationError):
        appointed(demo_users)


def test_both_ends_are_in_the_log(demo_users):
    assignment = appointed(demo_users)
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    opened, ended = AuditEvent.objects.filter(
        object_type="role_assignment", object_id=str(assignment.pk)
    )
    assert (opened.action, opened.after["role"]) == ("role.assign", "pa")
    assert (ended.action, ended.reason) == ("role.revoke", "Moved.")
    assert ended.after["ended_at"] is not None


def test_the_page_puts_a_central_role_at_the_top(demo_users, client):
    client.force_login(demo_users["administrator"])
    answer = client.post(reverse("role_assign", args=[demo_users["nobody"].pk]), {"role": "dma"})
    assert answer.status_code == 302
    assert RoleAssignment.objects.get(person=demo_users["nobody"]).organization == root()


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
def test_the_page_says_what_is_wrong(demo_users, client, given, field):
    client.force_login(demo_users["administrator"])
    answer = client.post(reverse("role_assign", args=[demo_users["nobody"].pk]), given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_ending_an_office_on_the_page(demo_users, client):
    assignment = appointed(demo_users)
    client.force_login(demo_users["administrator"])
    assert client.get(reverse("role_revoke", args=[assignment.pk])).status_code == 200
    client.post(reverse("role_revoke", args=[assignment.pk]), {"reason": "Moved."})
    assert not has_permission(
        access_for(Person.objects.get(pk=demo_users["nobody"].pk)), "delegate"
    )


def test_a_person_page_links_the_offices_that_may_be_ended(demo_users, client):
    assignment = appointed(demo_users)
    client.force_login(demo_users["administrator"])
    page = client.get(reverse("person", args=[demo_users["nobody"].pk])).content.decode()
    assert reverse("role_revoke", args=[assignment.pk]) in page
    page = client.get(reverse("person", args=[demo_users["practitioner"].pk])).content.decode()
    assert "/offices/" not in page
