from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from access import offices, people
from access.delegation import delegate, end
from access.models import Delegation, Office, Organization, Person
from access.policy import may_see, visible_to
from access.standing import standing_of
from audit.models import Event
from directive.roles import Role
from practitioners import services
from practitioners.models import Authorization
from tests.reminders.written import address, queries, reading
from workflow.problems import Invisible, NotYours

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


def lent(cast, *, by: str = "superior", to: str = "nobody", **more) -> Delegation:
    given = {"last_day": TOMORROW, "reason": "Leave.", "organization": rcn()} | more
    return delegate(by=cast[by], to=cast[to], **given)


def nomination(cast) -> Authorization:
    sailor = Person.objects.create(username="sailor", name="Sailor", email="s@example.invalid")
    row = services.nominate(sailor, rcn(), by=cast["superior"], need="x")
    return services.advise(row, by=cast["pa"], advice="Supported.")


def roles(person: Person) -> set[Role]:
    return set(standing_of(person).roles()) - {Role.ANYONE}


def test_a_substitute_acts_and_both_names_are_in_the_log(cast):
    row = nomination(cast)
    lent(cast)
    services.authorize(row, by=cast["nobody"])
    event = Event.objects.get(verb="practitioner.authorize", object_id=str(row.pk))
    assert (event.actor, event.acting_for) == (cast["nobody"].pk, cast["superior"].pk)
    assert (event.actor_name, event.acting_for_name) == (
        cast["nobody"].name,
        cast["superior"].name,
    )


def test_a_substitute_sees_what_the_lender_sees(cast):
    row = nomination(cast)
    assert not may_see(standing_of(cast["nobody"]), row)
    lent(cast)
    assert row in visible_to(standing_of(cast["nobody"]), Authorization)


@pytest.mark.parametrize(("first", "last"), [(date(2020, 1, 1), YESTERDAY), (TOMORROW, TOMORROW)])
def test_outside_its_days_it_gives_nothing(cast, first, last):
    lent(cast, first_day=first, last_day=last)
    assert roles(cast["nobody"]) == set()


def test_what_was_ended_gives_nothing(cast):
    row = nomination(cast)
    end(lent(cast), by=cast["superior"])
    with pytest.raises(Invisible):
        services.authorize(row, by=cast["nobody"])


def test_an_inactive_lender_lends_nothing(cast):
    lent(cast)
    people.deactivate(cast["superior"], by=cast["administrator"], reason="Left.")
    assert roles(cast["nobody"]) == set()


def test_an_inactive_substitute_has_nothing(cast):
    lent(cast)
    people.deactivate(cast["nobody"], by=cast["administrator"], reason="Left.")
    substitute = Person.objects.get(pk=cast["nobody"].pk)
    assert standing_of(substitute).seats == ()


def test_somebody_without_an_office_lends_nothing(cast):
    with pytest.raises(ValidationError):
        lent(cast, by="nobody", to="outsider")


def test_an_office_that_ends_lends_nothing_any_more(cast):
    lent(cast)
    office = Office.objects.get(person=cast["superior"])
    offices.dismiss(office, by=cast["administrator"], reason="Moved.")
    assert roles(cast["nobody"]) == set()


def test_what_is_lent_is_not_lent_on(cast):
    lent(cast)
    with pytest.raises(ValidationError):
        lent(cast, by="nobody", to="dma")


def test_nobody_lends_an_organization_of_others(cast):
    with pytest.raises(ValidationError):
        lent(cast, organization=Organization.objects.get(code="ca"))


def test_what_is_lent_above_ones_own_is_ones_own_alone(cast):
    lent(cast, organization=Organization.objects.get(depth=1))
    (seat,) = (s for s in standing_of(cast["nobody"]).seats if s.role == Role.SUPERIOR)
    assert seat.organization_code == "rcn"


def test_a_delegation_for_one_account_opens_no_organization(cast):
    row = nomination(cast)
    lent(cast, organization=None, account_id=uuid4())
    with pytest.raises((NotYours, Invisible)):
        services.authorize(row, by=cast["nobody"])


def test_a_substitute_of_the_nominee_does_not_judge(cast):
    row = services.nominate(cast["nobody"], rcn(), by=cast["superior"], need="x")
    lent(cast, by="pa", to="superior")
    services.advise(row, by=cast["superior"], advice="Supported.")
    own = services.nominate(cast["pa"], rcn(), by=cast["superior"], need="x")
    with pytest.raises(NotYours):
        services.advise(own, by=cast["superior"], advice="Supported.")


def test_naming_and_ending_are_in_the_log(cast):
    delegation = lent(cast)
    end(delegation, by=cast["superior"])
    first, last = Event.objects.filter(kind="delegation", object_id=str(delegation.pk))
    assert (first.verb, first.reason, first.after["to_name"]) == (
        "delegation.delegate",
        "Leave.",
        cast["nobody"].name,
    )
    assert last.verb == "delegation.end"


def posted(client, **more):
    given = {
        "to": "nobody",
        "organization": "rcn",
        "first_day": TODAY,
        "last_day": TOMORROW,
        "reason": "Leave.",
    }
    return client.post(reverse("delegation_new"), given | more)


def test_naming_a_substitute_on_the_page(cast, client):
    client.force_login(cast["superior"])
    assert posted(client).url == reverse("delegations")
    assert roles(cast["nobody"]) == {Role.SUPERIOR}


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
def test_the_page_says_what_is_wrong(cast, client, given, field):
    client.force_login(cast["superior"])
    answer = posted(client, **given)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])


def test_only_a_practitioner_stands_in_for_a_practitioner(cast, client):
    client.force_login(cast["practitioner"])
    assert "to" in posted(client).context["form"].errors
    assert posted(client, to="practitioner2").status_code == 302


def test_an_office_is_needed_to_lend(cast, client):
    client.force_login(cast["nobody"])
    assert client.get(reverse("delegation_new")).status_code == 403
    assert client.get(reverse("delegations")).status_code == 200


def test_the_page_shows_both_sides(cast, client):
    lent(cast)
    client.force_login(cast["superior"])
    (line,) = client.get(reverse("delegations")).context["given"]
    assert (line["to"], line["what"]) == (cast["nobody"].name, rcn())
    client.force_login(cast["nobody"])
    page = client.get(reverse("delegations"))
    assert cast["superior"].name in page.content.decode()


def test_ending_on_the_page(cast, client):
    delegation = lent(cast)
    client.force_login(cast["superior"])
    url = reverse("delegation_end", args=[delegation.pk])
    assert client.get(url).status_code == 405
    client.post(url)
    assert roles(cast["nobody"]) == set()
    (line,) = client.get(reverse("delegations")).context["given"]
    assert line["end_url"] == ""


def test_nobody_ends_the_delegation_of_another(cast, client):
    delegation = lent(cast)
    client.force_login(cast["nobody"])
    assert client.post(reverse("delegation_end", args=[delegation.pk])).status_code == 404


def test_each_substitute_one_has_named_leads_to_its_letters(cast, client):
    row = lent(cast)
    page = reading(client, cast["superior"], reverse("delegations"))
    assert f'<a href="{address(row)}">Letters' in page
    assert address(row) not in reading(client, cast["nobody"], reverse("delegations"))


def test_many_substitutes_cost_no_more_queries(cast, client):
    client.force_login(cast["superior"])
    lent(cast)
    few = queries(client, reverse("delegations"))
    for who in ("pa2", "superior2", "outsider"):
        lent(cast, to=who)
    assert queries(client, reverse("delegations")) == few
