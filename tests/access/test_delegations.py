from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

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
from tests.reminders.written import address, queries, reading
from workflow.exceptions import NotVisible, StepNotPermitted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def lent(demo_users, *, by: str = "superior", to: str = "nobody", **more) -> Delegation:
    given = {"last_day": TOMORROW, "reason": "Leave.", "organization": rcn()} | more
    return delegate(by=demo_users[by], to=demo_users[to], **given)


def nomination(demo_users) -> Authorization:
    sailor = Person.objects.create(username="sailor", name="Sailor", email="s@example.invalid")
    row = services.nominate(sailor, rcn(), by=demo_users["superior"], need="x")
    return services.advise(row, by=demo_users["pa"], advice="Supported.")


def roles(person: Person) -> set[Role]:
    return set(access_for(person).roles()) - {Role.ANYONE}


def test_a_substitute_acts_and_both_names_are_in_the_log(demo_users):
    row = nomination(demo_users)
    lent(demo_users)
    services.authorize(row, by=demo_users["nobody"])
    event = AuditEvent.objects.get(action="practitioner.authorize", object_id=str(row.pk))
    assert (event.actor, event.acting_for) == (demo_users["nobody"].pk, demo_users["superior"].pk)
    assert (event.actor_name, event.acting_for_name) == (
        demo_users["nobody"].name,
        demo_users["superior"].name,
    )


def test_a_substitute_sees_what_the_lender_sees(demo_users):
    row = nomination(demo_users)
    assert not can_view(access_for(demo_users["nobody"]), row)
    lent(demo_users)
    assert row in visible_to(access_for(demo_users["nobody"]), Authorization)


@pytest.mark.parametrize(("first", "last"), [(date(2020, 1, 1), YESTERDAY), (TOMORROW, TOMORROW)])
def test_outside_its_days_it_gives_nothing(demo_users, first, last):
    lent(demo_users, first_day=first, last_day=last)
    assert roles(demo_users["nobody"]) == set()


def test_what_was_ended_gives_nothing(demo_users):
    row = nomination(demo_users)
    end(lent(demo_users), by=demo_users["superior"])
    with pytest.raises(NotVisible):
        services.authorize(row, by=demo_users["nobody"])


def test_an_inactive_lender_lends_nothing(demo_users):
    lent(demo_users)
    people.deactivate(demo_users["superior"], by=demo_users["administrator"], reason="Left.")
    assert roles(demo_users["nobody"]) == set()


def test_an_inactive_substitute_has_nothing(demo_users):
    lent(demo_users)
    people.deactivate(demo_users["nobody"], by=demo_users["administrator"], reason="Left.")
    substitute = Person.objects.get(pk=demo_users["nobody"].pk)
    assert access_for(substitute).effective_roles == ()


def test_somebody_without_an_office_lends_nothing(demo_users):
    with pytest.raises(ValidationError):
        lent(demo_users, by="nobody", to="outsider")


def test_an_office_that_ends_lends_nothing_any_more(demo_users):
    lent(demo_users)
    assignment = RoleAssignment.objects.get(person=demo_users["superior"])
    role_services.revoke_role(assignment, by=demo_users["administrator"], reason="Moved.")
    assert roles(demo_users["nobody"]) == set()


def test_what_is_lent_is_not_lent_on(demo_users):
    lent(demo_users)
    with pytest.raises(ValidationError):
        lent(demo_users, by="nobody", to="dma")


def test_nobody_lends_an_organization_of_others(demo_users):
    with pytest.raises(ValidationError):
        lent(demo_users, organization=Organization.objects.get(code="ca"))


def test_what_is_lent_above_ones_own_is_ones_own_alone(demo_users):
    lent(demo_users, organization=Organization.objects.get(depth=1))
    (effective_role,) = (
        s for s in access_for(demo_users["nobody"]).effective_roles if s.role == Role.SUPERIOR
    )
    assert effective_role.organization_code == "rcn"


def test_a_delegation_for_one_account_opens_no_organization(demo_users):
    row = nomination(demo_users)
    lent(demo_users, organization=None, account_id=uuid4())
    with pytest.raises((StepNotPermitted, NotVisible)):
        services.authorize(row, by=demo_users["nobody"])


def test_a_substitute_of_the_nominee_does_not_judge(demo_users):
    row = services.nominate(demo_users["nobody"], rcn(), by=demo_users["superior"], need="x")
    lent(demo_users, by="pa", to="superior")
    services.advise(row, by=demo_users["superior"], advice="Supported.")
    own = services.nominate(demo_users["pa"], rcn(), by=demo_users["superior"], need="x")
    with pytest.raises(StepNotPermitted):
        services.advise(own, by=demo_users["superior"], advice="Supported.")


def test_naming_and_ending_are_in_the_log(demo_users):
    delegation = lent(demo_users)
    end(delegation, by=demo_users["superior"])
    first, last = AuditEvent.objects.filter(object_type="delegation", object_id=str(delegation.pk))
    assert (first.action, first.reason, first.after["to_name"]) == (
        "delegation.delegate",
        "Leave.",
        demo_users["nobody"].name,
    )
    assert last.action == "delegation.end"


def posted(client, **more):
    given = {
        "to": "nobody",
        "organization": "rcn",
        "first_day": TODAY,
        "last_day": TOMORROW,
        "reason": "Leave.",
    }
    return client.post(reverse("delegation_new"), given | more)


def test_naming_a_substitute_on_the_page(demo_users, client):
    client.force_login(demo_users["superior"])
    assert posted(client).url == reverse("delegations")
    assert roles(demo_users["nobody"]) == {Role.SUPERIOR}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to": "superior"}, "to"),
        ({"to": "no such person"}, "to"),
        ({"organization": "ca"}, "organization"),
        ({"organization": ""}, "organization"),
        ({"last_day": YESTERDAY}, "last_day"),
        ({"first_day": YESTERDAY, "last_day": YESTERDAY}, "last_day"),
        ({"reason": ""}, "reason"),
    ],
)
def test_the_page_says_what_is_wrong(demo_users, client, given, field):
    client.force_login(demo_users["superior"])
    answer = posted(client, **given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_only_a_practitioner_stands_in_for_a_practitioner(demo_users, client):
    client.force_login(demo_users["practitioner"])
    assert "to" in posted(client).context["form"].errors
    assert posted(client, to="practitioner2").status_code == 302


def test_an_office_is_needed_to_lend(demo_users, client):
    client.force_login(demo_users["nobody"])
    assert client.get(reverse("delegation_new")).status_code == 403
    assert client.get(reverse("delegations")).status_code == 200


def test_the_page_shows_both_sides(demo_users, client):
    lent(demo_users)
    client.force_login(demo_users["superior"])
    (line,) = client.get(reverse("delegations")).context["given"]
    assert (line["to"], line["what"]) == (demo_users["nobody"].name, rcn())
    client.force_login(demo_users["nobody"])
    page = client.get(reverse("delegations"))
    assert demo_users["superior"].name in page.content.decode()


def test_ending_on_the_page(demo_users, client):
    delegation = lent(demo_users)
    client.force_login(demo_users["superior"])
    url = reverse("delegation_end", args=[delegation.pk])
    assert client.get(url).status_code == 405
    client.post(url)
    assert roles(demo_users["nobody"]) == set()
    (line,) = client.get(reverse("delegations")).context["given"]
    assert line["end_url"] == ""


def test_nobody_ends_the_delegation_of_another(demo_users, client):
    delegation = lent(demo_users)
    client.force_login(demo_users["nobody"])
    assert client.post(reverse("delegation_end", args=[delegation.pk])).status_code == 404


def test_each_substitute_one_has_named_leads_to_its_letters(demo_users, client):
    row = lent(demo_users)
    page = reading(client, demo_users["superior"], reverse("delegations"))
    assert f'<a href="{address(row)}">Letters' in page
    assert address(row) not in reading(client, demo_users["nobody"], reverse("delegations"))


def test_many_substitutes_cost_no_more_queries(demo_users, client):
    client.force_login(demo_users["superior"])
    lent(demo_users)
    few = queries(client, reverse("delegations"))
    for who in ("pa2", "superior2", "outsider"):
        lent(demo_users, to=who)
    assert queries(client, reverse("delegations")) == few
