"""The audience of many rows in one SQL statement equals the audience of each row."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.models import Delegation, Organization, Person, RoleAssignment
from access.policy import audience, effective_role_for
from access.resolver import access_for_users
from access.services.delegations import delegate
from access.sql import POLICY_COLUMNS, audience_sql, effective_roles_sql, policy_columns
from directive.lifecycles.grammar import Actor, actor
from directive.roles import ASSIGNABLE_ROLES, Role
from reminders.rules import RULES
from tests.invariants.demo_rows import MODELS
from web.sql import compile_queryset

pytestmark = pytest.mark.template_database("demo")


def audience_by_sql(actors: tuple[Actor, ...], model: type) -> set[tuple[object, object]]:
    rows = compile_queryset(model._base_manager.values_list("pk", *policy_columns(model)))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH {effective_roles_sql(timezone.localdate())}, rows (id, {POLICY_COLUMNS}) AS ({rows})"
            + audience_sql(actors, model, "rows")
        )
        return set(cursor.fetchall())


def audience_by_predicate(actors: tuple[Actor, ...], model: type) -> set[tuple[object, object]]:
    """By the predicate. Actors that are anyone signed in have no audience: nothing is sent to all."""
    actors = tuple(actor for actor in actors if actor.role != Role.ANYONE or actor.relations)
    found = access_for_users(Person.objects.all())
    return {
        (row.pk, person)
        for row in model._base_manager.select_related("organization")
        for person, access in found.items()
        if effective_role_for(access, actors, row)
    }


def every_step() -> list[tuple[tuple[Actor, ...], type]]:
    steps = [(step.actors, model) for model in MODELS for step in model.lifecycle.steps]
    readers = [(model.lifecycle.viewers, model) for model in MODELS]
    return [pair for pair in dict.fromkeys(steps + readers) if pair[0]]


def create_delegations(demo_data: dict[str, Person]) -> None:
    """Delegates for an organization and for one account, and a person in an acting role."""
    navy = Organization.objects.get(code="rcn")
    account = MODELS[2].objects.filter(organization=navy).first()
    until = timezone.localdate()
    for delegator, delegate_, scope in (
        ("pa", "pa2", {"organization": navy}),
        ("practitioner", "outsider", {"account_id": account.pk}),
        ("superior", "practitioner2", {"organization": navy}),
        ("ecomms", "l1", {"organization": navy}),
    ):
        delegate(
            by=demo_data[delegator],
            to=demo_data[delegate_],
            last_day=until,
            reason="Leave.",
            **scope,
        )
    RoleAssignment.objects.create(
        person=demo_data["superior2"],
        role=Role.SUPERIOR,
        organization=navy,
        acting_for=demo_data["superior"],
    )
    RoleAssignment.objects.create(
        person=demo_data["nobody"],
        role=Role.ADMPA,
        organization=navy,
        acting_for=demo_data["practitioner"],
    )


def test_audience_sql_equals_the_predicate_for_every_step(demo_data):
    create_delegations(demo_data)
    for actors, model in every_step():
        assert audience_by_sql(actors, model) == audience_by_predicate(actors, model), actors


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_audience_of_each_reminder_rule_equals_the_policy(demo_data, rule):
    create_delegations(demo_data)
    RoleAssignment.objects.filter(person=demo_data["dma"]).update(last_day=timezone.localdate())
    rows = rule.subject._base_manager.select_related("organization")
    for actors in (rule.actors, *((actor(role),) for role in rule.escalation_chain)):
        found = audience_by_sql(actors, rule.subject)
        assert found == {(row.pk, person.pk) for row in rows for person in audience(actors, row)}
        assert found or not rows


def test_inactive_person_is_in_no_audience(demo_data):
    create_delegations(demo_data)
    Person.objects.update(is_active=False)
    assert not any(audience_by_sql(actors, model) for actors, model in every_step())


def test_ended_delegation_adds_nobody_to_an_audience(demo_data):
    create_delegations(demo_data)
    before = audience_by_sql(*every_step()[0])
    Delegation.objects.update(ended_at=timezone.now())
    actors, model = every_step()[0]
    assert audience_by_sql(actors, model) == audience_by_predicate(actors, model) != before


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_audience_sql_equals_the_predicate_for_random_roles_and_delegations(demo_data, data):
    people = sorted(demo_data)
    organizations = list(Organization.objects.order_by("path"))
    with transaction.atomic():
        for _ in range(data.draw(st.integers(1, 3))):
            person, other = data.draw(
                st.lists(st.sampled_from(people), min_size=2, max_size=2, unique=True)
            )
            organization = data.draw(st.sampled_from(organizations))
            RoleAssignment.objects.create(
                person=demo_data[person],
                role=data.draw(st.sampled_from(ASSIGNABLE_ROLES)),
                organization=organization,
                acting_for=data.draw(st.sampled_from([None, demo_data[other]])),
            )
            with suppress(ValidationError):  # a role they do not hold cannot be delegated
                delegate(
                    by=demo_data[person],
                    to=demo_data[other],
                    last_day=timezone.localdate(),
                    reason="Leave.",
                    organization=data.draw(st.sampled_from(organizations)),
                )
        for actors, model in data.draw(st.lists(st.sampled_from(every_step()), max_size=4)):
            assert audience_by_sql(actors, model) == audience_by_predicate(actors, model)
        transaction.set_rollback(True)
