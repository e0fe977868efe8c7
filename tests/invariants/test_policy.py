"""Predicate, query and audience of each permission agree, for every demo user and every row."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.models import Organization, Person, RoleAssignment
from access.policy import actionable_by, audience, can_take_step, can_view, visible_to
from access.resolver import access_for, access_for_users
from directive.roles import ASSIGNABLE_ROLES
from tests.invariants.demo_rows import MODELS, demo_rows

pytestmark = pytest.mark.template_database("demo")


def test_visible_to_equals_can_view_for_every_person(demo_data):
    rows = list(demo_rows())
    for person in demo_data.values():
        access = access_for(person)
        listed = {
            pk for model in MODELS for pk in visible_to(access, model).values_list("pk", flat=True)
        }
        seen = {row.pk for row in rows if can_view(access, row)}
        assert listed == seen, person.username


def test_actionable_by_equals_can_take_step_for_every_person(demo_data):
    rows = list(demo_rows())
    for person in demo_data.values():
        access = access_for(person)
        for model in MODELS:
            for step in model.lifecycle.steps:
                listed = set(actionable_by(access, step, model).values_list("pk", flat=True))
                able = {
                    row.pk
                    for row in rows
                    if type(row) is model
                    and row.state in step.from_states
                    and can_take_step(access, step, row)
                }
                assert listed == able, (person.username, step.name)


def test_audience_equals_can_take_step_for_every_record(demo_data):
    found = access_for_users(demo_data.values())
    for row in demo_rows():
        step = row.lifecycle.next_step(row.state)
        if step is None or not step.actors:
            continue
        audience_ids = {person.pk for person in audience(step.actors, row)}
        able = {pk for pk, access in found.items() if can_take_step(access, step, row)}
        assert audience_ids == able, (row.lifecycle.name, row.state)


def test_inactive_person_sees_no_record(demo_data):
    Person.objects.update(is_active=False)
    for person in Person.objects.all():
        access = access_for(person)
        assert access.effective_roles == ()
        assert not any(visible_to(access, model).exists() for model in MODELS)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_visible_to_equals_can_view_for_random_roles(demo_data, data):
    """Any person with any role in any organization."""
    organizations = list(Organization.objects.order_by("path"))
    rows = list(demo_rows())[::3]
    with transaction.atomic():
        person = demo_data[data.draw(st.sampled_from(sorted(demo_data)))]
        for _ in range(data.draw(st.integers(0, 2))):
            RoleAssignment.objects.create(
                person=person,
                role=data.draw(st.sampled_from(ASSIGNABLE_ROLES)),
                organization=data.draw(st.sampled_from(organizations)),
            )
        access = access_for(person)
        for model in MODELS:
            listed = set(visible_to(access, model).values_list("pk", flat=True))
            for row in rows:
                if type(row) is model:
                    assert (row.pk in listed) == can_view(access, row)
        transaction.set_rollback(True)
