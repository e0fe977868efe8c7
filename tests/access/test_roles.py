from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Organization, Person, RoleAssignment
from access.policy import has_permission
from access.resolver import access_for
from access.services import roles
from audit.models import AuditEvent
from directive.roles import Role

pytestmark = pytest.mark.template_database("users")
TODAY = timezone.localdate()


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def root() -> Organization:
    return Organization.objects.get(depth=1)


def assign_role_to_nobody(demo_users, *, role: Role = Role.PA, **more) -> RoleAssignment:
    given = {"organization": rcn()} | more
    return roles.assign_role(
        demo_users["nobody"], by=demo_users["administrator"], role=role, **given
    )


def test_assigned_role_takes_effect_at_once(demo_users):
    assign_role_to_nobody(demo_users, role=Role.SUPERIOR)
    assert Role.SUPERIOR in access_for(demo_users["nobody"]).roles()


def test_role_assignment_starting_tomorrow_has_no_effect_today(demo_users):
    assign_role_to_nobody(demo_users, first_day=TODAY + timedelta(days=1))
    assert Role.PA not in access_for(demo_users["nobody"]).roles()


def test_revoked_role_ends_at_once(demo_users):
    assignment = assign_role_to_nobody(demo_users)
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert Role.PA not in access_for(demo_users["nobody"]).roles()


def test_revoked_role_is_refused_on_the_next_http_request(demo_users, client):
    assignment = roles.assign_role(
        demo_users["nobody"], by=demo_users["administrator"], role=Role.AUDITOR, organization=root()
    )
    client.force_login(demo_users["nobody"])
    assert client.get(reverse("people")).status_code == 200
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert client.get(reverse("people")).status_code == 403


def test_acting_role_is_held_by_the_person_acted_for(demo_users):
    assign_role_to_nobody(
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
def test_only_an_administrator_assigns_and_revokes_roles(demo_users, who):
    assignment = assign_role_to_nobody(demo_users)
    with pytest.raises(PermissionDenied):
        roles.assign_role(
            demo_users["pa"], by=demo_users[who], role=Role.SUPERIOR, organization=rcn()
        )
    with pytest.raises(PermissionDenied):
        roles.revoke_role(assignment, by=demo_users[who], reason="x")


def test_administrator_cannot_assign_a_role_to_themselves(demo_users):
    with pytest.raises(ValidationError):
        roles.assign_role(
            demo_users["administrator"],
            by=demo_users["administrator"],
            role=Role.ADMPA,
            organization=root(),
        )


def test_administrator_cannot_revoke_their_own_role(demo_users):
    own = RoleAssignment.objects.get(person=demo_users["administrator"])
    with pytest.raises(ValidationError):
        roles.revoke_role(own, by=demo_users["administrator"], reason="x")


def test_practitioner_role_cannot_be_assigned_without_authorization(demo_users):
    with pytest.raises(ValidationError):
        assign_role_to_nobody(demo_users, role=Role.PRACTITIONER)


def test_practitioner_role_cannot_be_revoked_without_revoking_the_authorization(demo_users):
    assignment = RoleAssignment.objects.get(person=demo_users["practitioner"])
    with pytest.raises(ValidationError):
        roles.revoke_role(assignment, by=demo_users["administrator"], reason="x")


def test_central_role_cannot_be_assigned_below_the_root(demo_users):
    with pytest.raises(ValidationError):
        assign_role_to_nobody(demo_users, role=Role.ADMPA)


def test_role_cannot_be_assigned_in_an_ended_organization(demo_users):
    Organization.objects.filter(code="rcn").update(valid_to=TODAY)
    with pytest.raises(ValidationError):
        assign_role_to_nobody(demo_users)


def test_assignment_and_revocation_of_a_role_are_logged(demo_users):
    assignment = assign_role_to_nobody(demo_users)
    roles.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    opened, ended = AuditEvent.objects.filter(
        object_type="role_assignment", object_id=str(assignment.pk)
    )
    assert (opened.action, opened.after["role"]) == ("role.assign", "pa")
    assert (ended.action, ended.reason) == ("role.revoke", "Moved.")
    assert ended.after["ended_at"] is not None


def test_role_form_assigns_a_central_role_at_the_root(demo_users, client):
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
def test_role_form_reports_the_invalid_field(demo_users, client, given, field):
    client.force_login(demo_users["administrator"])
    answer = client.post(reverse("role_assign", args=[demo_users["nobody"].pk]), given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_role_is_revoked_on_its_page(demo_users, client):
    assignment = assign_role_to_nobody(demo_users)
    client.force_login(demo_users["administrator"])
    assert client.get(reverse("role_revoke", args=[assignment.pk])).status_code == 200
    client.post(reverse("role_revoke", args=[assignment.pk]), {"reason": "Moved."})
    assert not has_permission(
        access_for(Person.objects.get(pk=demo_users["nobody"].pk)), "delegate"
    )


def test_person_page_links_only_roles_that_can_be_revoked(demo_users, client):
    assignment = assign_role_to_nobody(demo_users)
    client.force_login(demo_users["administrator"])
    page = client.get(reverse("person", args=[demo_users["nobody"].pk])).content.decode()
    assert reverse("role_revoke", args=[assignment.pk]) in page
    page = client.get(reverse("person", args=[demo_users["practitioner"].pk])).content.decode()
    assert "/roles/" not in page
