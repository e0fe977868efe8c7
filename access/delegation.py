"""Grants of delegations to their delegates: the only module that uses guardian.

A delegation is a row of `access.Delegation`, which says who the delegate is; the grant of
`access.exercise_delegation` on it lasts until it is ended.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
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


def active_delegations(people: Iterable[UUID]) -> list[tuple[UUID, Delegation]]:
    """Pairs of delegate (primary key) and delegation, for each that these people may exercise today."""
    # Two queries, since guardian stores the key of the object as text: no join without a cast.
    grants = dict[str, list[UUID]]()
    for user_id, object_pk in (
        _grants().filter(user_id__in=people).values_list("user_id", "object_pk")
    ):
        grants.setdefault(object_pk, []).append(user_id)
    if not grants:
        return []
    delegations = Delegation.objects.filter(
        active_on(), pk__in=list(grants), ended_at__isnull=True, person__is_active=True
    ).select_related("organization", "person", "delegate")
    return [(user, row) for row in delegations for user in grants[str(row.pk)]]


def delegated_sql(day: date) -> str:
    """SELECT of (person_id, delegator_id, account_id, path): the delegates of delegations valid on this day."""
    rows = Delegation.objects.filter(active_on(day), ended_at__isnull=True, person__is_active=True)
    delegated = rows.values_list("pk", "person_id", "account_id", "organization__path")
    grants = _grants().values_list("user_id", "object_pk")
    return f"""
SELECT delegate.person_id, delegated.delegator_id, delegated.account_id, delegated.path
FROM ({compile_queryset(delegated)}) AS delegated (id, delegator_id, account_id, path)
JOIN ({compile_queryset(grants)}) AS delegate (person_id, object_pk)
    ON delegate.object_pk = delegated.id::text"""  # noqa: S608


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


def delegates_of(people: Iterable[UUID]) -> set[UUID]:
    """Keys of everyone who may act today for one of these people."""
    delegations = Delegation.objects.filter(active_on(), person__in=people, ended_at__isnull=True)
    ids = [str(pk) for pk in delegations.values_list("pk", flat=True)]
    if not ids:
        return set()
    return set(_grants().filter(object_pk__in=ids).values_list("user_id", flat=True))


def _grants() -> QuerySet[UserObjectPermission]:
    # guardian's get_objects_for_user and get_users_with_perms also answer for inactive users and for
    # global permissions, so the table is read directly.
    return UserObjectPermission.objects.filter(
        permission__codename="exercise_delegation",
        permission__content_type__app_label="access",
        user__is_active=True,
    )
