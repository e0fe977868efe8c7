"""Grants of delegations to their delegates: the only module that uses guardian.

A delegation is a row of `access.Delegation`, which says who the delegate is; the grant of
`access.exercise_delegation` on it lasts until it is ended.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from guardian.models import UserObjectPermission
from guardian.shortcuts import assign_perm, remove_perm

from access.models import Delegation, Person, active_on
from web.sql import compile_queryset

MAX_DELEGATIONS = 100
EXERCISE_PERMISSION = "access.exercise_delegation"


def grant(delegation: Delegation) -> None:
    assign_perm(EXERCISE_PERMISSION, delegation.delegate, delegation)


def revoke(delegation: Delegation) -> None:
    remove_perm(EXERCISE_PERMISSION, delegation.delegate, delegation)


def active_delegations(people: Iterable[UUID]) -> list[Delegation]:
    """The delegations that these people may exercise today."""
    rows = _exercisable().filter(delegate__in=list(people))
    return list(rows.select_related("organization", "person"))


def delegated_sql(day: date) -> str:
    """SELECT of (person_id, delegator_id, account_id, path): the delegates of delegations valid on this day."""
    columns = ("delegate_id", "person_id", "account_id", "organization__path")
    return compile_queryset(_exercisable(day).values_list(*columns))


def delegations_involving(person: Person, since: date) -> list[Delegation]:
    """Delegations that the person gave or received, with a last day from `since` on.

    At most `MAX_DELEGATIONS`, the earliest first.
    """
    rows = (
        Delegation.objects.filter(Q(person=person) | Q(delegate=person), last_day__gte=since)
        .filter(ended_at__isnull=True, person__is_active=True, delegate__is_active=True)
        .select_related("organization", "person", "delegate")
        .order_by("first_day", "pk")
    )
    return list(rows[:MAX_DELEGATIONS])


def delegates_of(people: QuerySet[Person]) -> QuerySet[Delegation, UUID]:
    """The keys of everyone who may act today for one of these people, for a subquery."""
    return (
        _exercisable().filter(person__in=people.values("pk")).values_list("delegate_id", flat=True)
    )


def _exercisable(day: date | None = None) -> QuerySet[Delegation]:
    """Delegations valid on this day, by default today, whose delegate has the grant."""
    # guardian's get_objects_for_user and get_users_with_perms also answer for inactive users and for
    # global permissions, so the table is read directly. It stores the key of the object as text.
    grants = UserObjectPermission.objects.filter(
        permission__codename="exercise_delegation",
        permission__content_type__app_label="access",
        user=OuterRef("delegate"),
        object_pk=Cast(OuterRef("pk"), CharField()),
    )
    return Delegation.objects.filter(
        active_on(day),
        Exists(grants),
        ended_at__isnull=True,
        person__is_active=True,
        delegate__is_active=True,
    )
