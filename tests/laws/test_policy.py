"""Predicate, query and audience are three shapes of one rule, for the whole cast and every row."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.models import Person
from access.policy import audience, may_see, may_take, takeable_by, visible_to
from access.standing import standing_of, standings
from tests.laws.rows import MODELS, followed

pytestmark = pytest.mark.django_db


def test_a_person_sees_in_lists_what_they_may_see(told):
    rows = list(followed())
    for person in told.values():
        standing = standing_of(person)
        listed = {
            pk
            for model in MODELS
            for pk in visible_to(standing, model).values_list("pk", flat=True)
        }
        seen = {row.pk for row in rows if may_see(standing, row)}
        assert listed == seen, person.username


def test_a_list_of_what_one_may_do_is_what_one_may_do(told):
    rows = list(followed())
    for person in told.values():
        standing = standing_of(person)
        for model in MODELS:
            for step in model.lifecycle.steps:
                listed = set(takeable_by(standing, step, model).values_list("pk", flat=True))
                able = {
                    row.pk
                    for row in rows
                    if type(row) is model
                    and row.state in step.sources
                    and may_take(standing, step, row)
                }
                assert listed == able, (person.username, step.name)


def test_whom_a_letter_finds_is_who_may_act(told):
    found = standings(told.values())
    for row in followed():
        step = row.lifecycle.awaited(row.state)
        if step is None or not step.actors:
            continue
        told_of = {person.pk for person in audience(step.actors, row)}
        able = {pk for pk, standing in found.items() if may_take(standing, step, row)}
        assert told_of == able, (row.lifecycle.name, row.state)


def test_nobody_reads_for_an_inactive_person(told):
    Person.objects.update(is_active=False)
    for person in Person.objects.all():
        standing = standing_of(person)
        assert standing.seats == ()
        assert not any(visible_to(standing, model).exists() for model in MODELS)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_offices_given_and_ended_at_random_keep_the_shapes_together(told, data):
    """Any person in any office, anywhere in the tree: predicate and query still agree."""
    from django.db import transaction

    from access.models import Office, Organization
    from directive.roles import OFFICES

    organizations = list(Organization.objects.order_by("path"))
    rows = list(followed())[::3]
    with transaction.atomic():
        person = told[data.draw(st.sampled_from(sorted(told)))]
        for _ in range(data.draw(st.integers(0, 2))):
            Office.objects.create(
                person=person,
                role=data.draw(st.sampled_from(OFFICES)),
                organization=data.draw(st.sampled_from(organizations)),
            )
        standing = standing_of(person)
        for model in MODELS:
            listed = set(visible_to(standing, model).values_list("pk", flat=True))
            for row in rows:
                if type(row) is model:
                    assert (row.pk in listed) == may_see(standing, row)
        transaction.set_rollback(True)
