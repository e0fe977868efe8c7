from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from access.models import Delegation, Organization, Person, RoleAssignment
from access.policy import can_view, visible_to
from access.resolver import access_for
from access.services import people
from access.services import roles as role_services
from access.services.delegations import delegate, end
from audit.models import AuditEvent
from directive.roles import Role
from practitioners import services
from practitioners.models import Authorization
from tests.outbox.email_log import count_queries, email_log_url, get_page
from workflow.exceptions import NotVisible, StepNotPermitted

pytestmark = pytest.mark.template_database("users")
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def create_delegation(
    demo_users, *, by: str = "superior", to: str = "nobody", **more
) -> Delegation:
    given = {"last_day": TOMORROW, "reason": "Leave.", "organization": rcn()} | more
    return delegate(by=demo_users[by], to=demo_users[to], **given)


def nomination(demo_users) -> Authorization:
    sailor = Person.objects.create(username="sailor", name="Sailor", email="s@example.invalid")
    row = services.nominate(sailor, rcn(), by=demo_users["superior"], need="x").row
    return services.advise(row, by=demo_users["pa"], advice="Supported.").row


def roles(person: Person) -> set[Role]:
    return set(access_for(person).roles()) - {Role.ANYONE}


def test_step_taken_by_delegate_is_logged_with_both_names(demo_users):
    row = nomination(demo_users)
    create_delegation(demo_users)
    services.authorize(row, by=demo_users["nobody"])
    event = AuditEvent.objects.get(action="practitioner.authorize", object_id=str(row.pk))
    assert (event.actor, event.acting_for) == (demo_users["nobody"].pk, demo_users["superior"].pk)
    assert (event.actor_name, event.acting_for_name) == (
        demo_users["nobody"].name,
        demo_users["superior"].name,
    )


def test_delegate_sees_what_the_delegator_sees(demo_users):
    row = nomination(demo_users)
    assert not can_view(access_for(demo_users["nobody"]), row)
    create_delegation(demo_users)
    assert row in visible_to(access_for(demo_users["nobody"]), Authorization)


@pytest.mark.parametrize(
    ("first", "last"), [(YESTERDAY - timedelta(days=30), YESTERDAY), (TOMORROW, TOMORROW)]
)
def test_delegation_outside_its_dates_grants_no_role(demo_users, first, last):
    create_delegation(demo_users, first_day=first, last_day=last)
    assert roles(demo_users["nobody"]) == set()


def test_ended_delegation_grants_no_step(demo_users):
    row = nomination(demo_users)
    end(create_delegation(demo_users), by=demo_users["superior"])
    with pytest.raises(NotVisible):
        services.authorize(row, by=demo_users["nobody"])


def test_delegation_by_inactive_person_grants_no_role(demo_users):
    create_delegation(demo_users)
    people.deactivate(demo_users["superior"], by=demo_users["administrator"], reason="Left.")
    assert roles(demo_users["nobody"]) == set()


def test_inactive_delegate_has_no_effective_role(demo_users):
    create_delegation(demo_users)
    people.deactivate(demo_users["nobody"], by=demo_users["administrator"], reason="Left.")
    delegate_ = Person.objects.get(pk=demo_users["nobody"].pk)
    assert access_for(delegate_).effective_roles == ()


def test_person_without_role_cannot_delegate(demo_users):
    with pytest.raises(ValidationError):
        create_delegation(demo_users, by="nobody", to="outsider")


def test_delegation_of_revoked_role_grants_no_role(demo_users):
    create_delegation(demo_users)
    assignment = RoleAssignment.objects.get(person=demo_users["superior"])
    role_services.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert roles(demo_users["nobody"]) == set()


def test_delegated_role_cannot_be_delegated_further(demo_users):
    create_delegation(demo_users)
    with pytest.raises(ValidationError):
        create_delegation(demo_users, by="nobody", to="dma")


def test_person_cannot_delegate_an_organization_outside_their_scope(demo_users):
    with pytest.raises(ValidationError):
        create_delegation(demo_users, organization=Organization.objects.get(code="ca"))


def test_delegation_of_a_parent_organization_is_limited_to_the_delegators_scope(demo_users):
    create_delegation(demo_users, organization=Organization.objects.get(depth=1))
    (effective_role,) = (
        s for s in access_for(demo_users["nobody"]).effective_roles if s.role == Role.SUPERIOR
    )
    assert effective_role.organization_code == "rcn"


def test_delegation_for_one_account_grants_no_organization(demo_users):
    row = nomination(demo_users)
    create_delegation(demo_users, organization=None, account_id=uuid4())
    with pytest.raises((StepNotPermitted, NotVisible)):
        services.authorize(row, by=demo_users["nobody"])


def test_delegate_of_the_nominee_cannot_advise_on_the_nomination(demo_users):
    row = services.nominate(demo_users["nobody"], rcn(), by=demo_users["superior"], need="x").row
    create_delegation(demo_users, by="pa", to="superior")
    services.advise(row, by=demo_users["superior"], advice="Supported.")
    own = services.nominate(demo_users["pa"], rcn(), by=demo_users["superior"], need="x").row
    with pytest.raises(StepNotPermitted):
        services.advise(own, by=demo_users["superior"], advice="Supported.")


def test_start_and_end_of_delegation_are_logged(demo_users):
    delegation = create_delegation(demo_users)
    end(delegation, by=demo_users["superior"])
    first, last = AuditEvent.objects.filter(object_type="delegation", object_id=str(delegation.pk))
    assert (first.action, first.reason, first.after["to_name"]) == (
        "delegation.delegate",
        "Leave.",
        demo_users["nobody"].name,
    )
    assert last.action == "delegation.end"


def post_delegation(client, **more):
    given = {
        "to": "nobody",
        "organization": "rcn",
        "first_day": TODAY,
        "last_day": TOMORROW,
        "reason": "Leave.",
    }
    return client.post(reverse("delegation_new"), given | more)


def test_delegation_form_creates_the_delegation(demo_users, client):
    client.force_login(demo_users["superior"])
    assert post_delegation(client).url == reverse("delegations")
    assert roles(demo_users["nobody"]) == {Role.SUPERIOR}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to": "superior"}, "to"),
        ({"to": "no such person"}, "to"),
        ({"organization": "ca"}, "organization"),
        ({"organization": ""}, "organization"),
        ({"last_day": YESTERDAY}, "last_day"),
        ({"last_day": "9999-12-31"}, "last_day"),
        ({"last_day": TODAY + timedelta(days=367)}, "last_day"),
        ({"first_day": "9999-01-01", "last_day": TOMORROW}, "first_day"),
        ({"first_day": YESTERDAY, "last_day": YESTERDAY}, "last_day"),
        ({"reason": ""}, "reason"),
    ],
)
def test_delegation_form_reports_the_invalid_field(demo_users, client, given, field):
    client.force_login(demo_users["superior"])
    answer = post_delegation(client, **given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_practitioner_can_delegate_only_to_a_practitioner(demo_users, client):
    client.force_login(demo_users["practitioner"])
    assert "to" in post_delegation(client).context["form"].errors
    assert post_delegation(client, to="practitioner2").status_code == 302


def test_delegation_form_is_forbidden_without_a_role(demo_users, client):
    client.force_login(demo_users["nobody"])
    assert client.get(reverse("delegation_new")).status_code == 403
    assert client.get(reverse("delegations")).status_code == 200


def test_delegations_page_lists_given_and_received_delegations(demo_users, client):
    create_delegation(demo_users)
    client.force_login(demo_users["superior"])
    (line,) = client.get(reverse("delegations")).context["given_by_me"]
    assert (line["to"], line["what"]) == (demo_users["nobody"].name, rcn())
    client.force_login(demo_users["nobody"])
    page = client.get(reverse("delegations"))
    assert demo_users["superior"].name in page.content.decode()


def test_ended_delegation_still_names_its_delegate(demo_users, client):
    delegation = end(create_delegation(demo_users), by=demo_users["superior"])
    assert delegation.delegate == demo_users["nobody"]
    client.force_login(demo_users["superior"])
    (line,) = client.get(reverse("delegations")).context["given_by_me"]
    assert line["to"] == demo_users["nobody"].name


def test_delegation_ended_twice_is_logged_once(demo_users):
    delegation = create_delegation(demo_users)
    for _time in range(2):
        end(delegation, by=demo_users["superior"])
    assert AuditEvent.objects.filter(action="delegation.end").count() == 1


def test_delegation_is_ended_from_its_page_by_post(demo_users, client):
    delegation = create_delegation(demo_users)
    client.force_login(demo_users["superior"])
    url = reverse("delegation_end", args=[delegation.pk])
    assert client.get(url).status_code == 405
    client.post(url)
    assert roles(demo_users["nobody"]) == set()
    (line,) = client.get(reverse("delegations")).context["given_by_me"]
    assert line["end_url"] == ""


def test_delegate_cannot_end_the_delegation(demo_users, client):
    delegation = create_delegation(demo_users)
    client.force_login(demo_users["nobody"])
    assert client.post(reverse("delegation_end", args=[delegation.pk])).status_code == 404


def test_delegations_page_links_email_log_for_the_delegator_alone(demo_users, client):
    row = create_delegation(demo_users)
    page = get_page(client, demo_users["superior"], reverse("delegations"))
    assert f'<a href="{email_log_url(row)}">E-mails' in page
    assert email_log_url(row) not in get_page(client, demo_users["nobody"], reverse("delegations"))


def test_delegations_page_query_count_does_not_grow_with_delegations(demo_users, client):
    client.force_login(demo_users["superior"])
    create_delegation(demo_users)
    few = count_queries(client, reverse("delegations"))
    for who in ("pa2", "superior2", "outsider"):
        create_delegation(demo_users, to=who)
    assert count_queries(client, reverse("delegations")) == few
