"""The audience of many rows in one statement is the audience of each, for every step and every rule."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.bound import bound
from access.delegation import delegate
from access.models import Delegation, Office, Organization, Person
from access.policy import JUDGED, audience, audience_sql, judged, seat_for
from access.standing import seats_sql, standings
from directive.lifecycle import Actor, actor
from directive.roles import OFFICES, Role
from reminders.rules import RULES
from tests.laws.rows import MODELS

pytestmark = pytest.mark.django_db


def at_once(actors: tuple[Actor, ...], model: type) -> set[tuple[object, object]]:
    rows = bound(model._base_manager.values_list("pk", *judged(model)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {seats_sql(timezone.localdate())}, rows (id, {JUDGED}) AS ({rows})"
            + audience_sql(actors, model, "rows")
        )
        return set(cursor.fetchall())


def one_by_one(actors: tuple[Actor, ...], model: type) -> set[tuple[object, object]]:
    """By the predicate. Anyone at all is nobody in particular: no letter goes to all."""
    actors = tuple(actor for actor in actors if actor.role != Role.ANYONE or actor.ties)
    found = standings(Person.objects.all())
    return {
        (row.pk, person)
        for row in model._base_manager.select_related("organization")
        for person, standing in found.items()
        if seat_for(standing, actors, row)
    }


def every_step() -> list[tuple[tuple[Actor, ...], type]]:
    steps = [(step.actors, model) for model in MODELS for step in model.lifecycle.steps]
    readers = [(model.lifecycle.readers, model) for model in MODELS]
    return [pair for pair in dict.fromkeys(steps + readers) if pair[0]]


def stand_in(told: dict[str, Person]) -> None:
    """Substitutes for an organization and for one account, and somebody who acts for another."""
    navy = Organization.objects.get(code="rcn")
    account = MODELS[2].objects.filter(organization=navy).first()
    until = timezone.localdate()
    for lender, substitute, what in (
        ("pa", "pa2", {"organization": navy}),
        ("practitioner", "outsider", {"account_id": account.pk}),
        ("superior", "practitioner2", {"organization": navy}),
        ("ecomms", "l1", {"organization": navy}),
    ):
        delegate(by=told[lender], to=told[substitute], last_day=until, reason="Leave.", **what)
    Office.objects.create(
        person=told["superior2"], role=Role.SUPERIOR, organization=navy, acting_for=told["superior"]
    )
    Office.objects.create(
        person=told["nobody"], role=Role.ADMPA, organization=navy, acting_for=told["practitioner"]
    )


def test_every_step_at_once_is_every_step_one_by_one(told):
    stand_in(told)
    for actors, model in every_step():
        assert at_once(actors, model) == one_by_one(actors, model), actors


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_whom_the_sweep_asks_is_the_audience_of_the_policy(told, rule):
    stand_in(told)
    Office.objects.filter(person=told["dma"]).update(last_day=timezone.localdate())
    rows = rule.subject._base_manager.select_related("organization")
    for actors in (rule.asked, *((actor(role),) for role in rule.ladder)):
        found = at_once(actors, rule.subject)
        assert found == {(row.pk, person.pk) for row in rows for person in audience(actors, row)}
        assert found or not rows


def test_nobody_inactive_is_found(told):
    stand_in(told)
    Person.objects.update(is_active=False)
    assert not any(at_once(actors, model) for actors, model in every_step())


def test_a_delegation_that_is_over_lends_nothing(told):
    stand_in(told)
    before = at_once(*every_step()[0])
    Delegation.objects.update(ended_at=timezone.now())
    actors, model = every_step()[0]
    assert at_once(actors, model) == one_by_one(actors, model) != before


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_offices_and_substitutes_at_random_keep_the_shapes_together(told, data):
    people = sorted(told)
    organizations = list(Organization.objects.order_by("path"))
    with transaction.atomic():
        for _ in range(data.draw(st.integers(1, 3))):
            person, other = data.draw(
                st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True)
            )
            organization = data.draw(st.sampled_from(organizations))
            Office.objects.create(
                person=told[person],
                role=data.draw(st.sampled_from(OFFICES)),
                organization=organization,
                acting_for=data.draw(st.sampled_from([None, told[other]])),
            )
            with suppress(ValidationError):  # nobody lends what they do not hold
                delegate(
                    by=told[person],
                    to=told[other],
                    last_day=timezone.localdate(),
                    reason="Leave.",
                    organization=data.draw(st.sampled_from(organizations)),
                )
        for actors, model in data.draw(st.lists(st.sampled_from(every_step()), max_size=4)):
            assert at_once(actors, model) == one_by_one(actors, model)
        transaction.set_rollback(True)
