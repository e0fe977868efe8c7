"""Substitutes. The only module that speaks to guardian: its grants say who may exercise a delegation."""

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


def grant_to(delegation: Delegation, person: Person) -> None:
    assign_perm(EXERCISE_PERMISSION, person, delegation)


def revoke_from(delegation: Delegation, person: Person) -> None:
    remove_perm(EXERCISE_PERMISSION, person, delegation)


def delegates(delegation: Delegation) -> QuerySet[Person]:
    return Person.objects.filter(
        pk__in=_grants().filter(object_pk=str(delegation.pk)).values("user_id")
    )


def active_delegations(people: Iterable[UUID]) -> list[tuple[UUID, Delegation]]:
    """(substitute, delegation) for each delegation that these people may exercise today.

    guardian's own list helpers answer for inactive users and global permissions too: not used.
    """
    grants = dict[str, list[UUID]]()
    for user_id, object_pk in (
        _grants().filter(user_id__in=people).values_list("user_id", "object_pk")
    ):
        grants.setdefault(object_pk, []).append(user_id)
    if not grants:
        return []
    delegations = Delegation.objects.filter(
        active_on(), pk__in=list(grants), ended_at__isnull=True, person__is_active=True
    ).select_related("organization", "person")
    return [(user, row) for row in delegations for user in grants[str(row.pk)]]


def delegated_sql(day: date) -> str:
    """(substitute, lender, account, path) for each delegation that may be exercised on this day."""
    rows = Delegation.objects.filter(active_on(day), ended_at__isnull=True, person__is_active=True)
    delegated = rows.values_list("pk", "person_id", "account_id", "organization__path")
    grants = _grants().values_list("user_id", "object_pk")
    return f"""
SELECT delegate.person_id, delegated.lender_id, delegated.account_id, delegated.path
FROM ({compile_queryset(delegated)}) AS delegated (id, lender_id, account_id, path)
JOIN ({compile_queryset(grants)}) AS delegate (person_id, object_pk)
    ON delegate.object_pk = delegated.id::text"""  # noqa: S608


def delegations_involving(person: Person, since: date) -> list[tuple[Delegation, Person]]:
    """Each delegation that the person gave or may exercise, with its substitute, unless it was over before."""
    delegated = list(_grants().filter(user=person).values_list("object_pk", flat=True))
    rows = (
        Delegation.objects.filter(Q(person=person) | Q(pk__in=delegated), last_day__gte=since)
        .filter(ended_at__isnull=True, person__is_active=True)
        .select_related("organization", "person")
        .order_by("first_day", "pk")
    )
    by_id = {str(row.pk): row for row in rows[:MAX_DELEGATIONS]}
    grants = _grants().filter(object_pk__in=list(by_id)).select_related("user")
    pairs = [(by_id[grant.object_pk], grant.user) for grant in grants.order_by("pk")]
    return [(row, to) for row, to in pairs if person.pk in (row.person_id, to.pk)]


def delegates_of(people: Iterable[UUID]) -> set[UUID]:
    """Everybody who may stand in today for one of these people."""
    delegations = Delegation.objects.filter(active_on(), person__in=people, ended_at__isnull=True)
    ids = [str(pk) for pk in delegations.values_list("pk", flat=True)]
    if not ids:
        return set()
    return set(_grants().filter(object_pk__in=ids).values_list("user_id", flat=True))


def _grants() -> QuerySet[UserObjectPermission]:
    return UserObjectPermission.objects.filter(
        permission__codename="exercise_delegation",
        permission__content_type__app_label="access",
        user__is_active=True,
    )
