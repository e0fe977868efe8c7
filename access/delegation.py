"""Substitutes. The only module that speaks to guardian: its grants say who may exercise a delegation."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from guardian.models import UserObjectPermission
from guardian.shortcuts import assign_perm, remove_perm

from access.acts import acting
from access.bound import bound
from access.delegation_rules import judge
from access.models import Delegation, Organization, Person, current
from audit.ledger import ledger, record

MOST_ABSENCES = 100
GRANT = "access.exercise_delegation"


def delegate(
    *,
    by: Person,
    to: Person,
    last_day: date,
    reason: str,
    first_day: date | None = None,
    organization: Organization | None = None,
    account_id: UUID | None = None,
) -> Delegation:
    """Lend what `by` may do, in one organization and below it or for one account.

    Raises ValidationError where it is not theirs to lend, or not to this person.
    """
    judge(by=by, to=to, organization=organization, account_id=account_id)
    with ledger():
        delegation = Delegation(
            person=by,
            organization=organization,
            account_id=account_id,
            first_day=first_day or timezone.localdate(),
            last_day=last_day,
            reason=reason,
        )
        delegation.full_clean()
        delegation.save()
        assign_perm(GRANT, to, delegation)
        _record("delegation.delegate", delegation, by=by, to=to, reason=reason)
    return delegation


def end(delegation: Delegation, *, by: Person) -> Delegation:
    with ledger():
        delegation = Delegation.objects.select_for_update().get(pk=delegation.pk)
        for person in substitutes(delegation):
            remove_perm(GRANT, person, delegation)
            _record("delegation.end", delegation, by=by, to=person)
        delegation.ended_at = timezone.now()
        delegation.save(update_fields=["ended_at"])
    return delegation


def substitutes(delegation: Delegation) -> QuerySet[Person]:
    return Person.objects.filter(
        pk__in=_grants().filter(object_pk=str(delegation.pk)).values("user_id")
    )


def standing_delegations(people: Iterable[UUID]) -> list[tuple[UUID, Delegation]]:
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
        current(), pk__in=list(grants), ended_at__isnull=True, person__is_active=True
    ).select_related("organization", "person")
    return [(user, row) for row in delegations for user in grants[str(row.pk)]]


def lent_sql(day: date) -> str:
    """(substitute, lender, account, path) for each delegation that may be exercised on this day."""
    rows = Delegation.objects.filter(current(day), ended_at__isnull=True, person__is_active=True)
    lent = rows.values_list("pk", "person_id", "account_id", "organization__path")
    grants = _grants().values_list("user_id", "object_pk")
    return f"""
SELECT held.person_id, lent.lender_id, lent.account_id, lent.path
FROM ({bound(lent)}) AS lent (id, lender_id, account_id, path)
JOIN ({bound(grants)}) AS held (person_id, object_pk) ON held.object_pk = lent.id::text"""  # noqa: S608 - queries of our own, bound


def absences(person: Person, since: date) -> list[tuple[Delegation, Person]]:
    """Each delegation that the person gave or may exercise, with its substitute, unless it was over before."""
    lent = list(_grants().filter(user=person).values_list("object_pk", flat=True))
    rows = (
        Delegation.objects.filter(Q(person=person) | Q(pk__in=lent), last_day__gte=since)
        .filter(ended_at__isnull=True, person__is_active=True)
        .select_related("organization", "person")
        .order_by("first_day", "pk")
    )
    by_id = {str(row.pk): row for row in rows[:MOST_ABSENCES]}
    grants = _grants().filter(object_pk__in=list(by_id)).select_related("user")
    pairs = [(by_id[grant.object_pk], grant.user) for grant in grants.order_by("pk")]
    return [(row, to) for row, to in pairs if person.pk in (row.person_id, to.pk)]


def substitutes_of(people: Iterable[UUID]) -> set[UUID]:
    """Everybody who may stand in today for one of these people."""
    delegations = Delegation.objects.filter(current(), person__in=people, ended_at__isnull=True)
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


def _record(verb: str, delegation: Delegation, *, by: Person, to: Person, reason: str = "") -> None:
    record(
        verb,
        kind="delegation",
        object_id=delegation.pk,
        title=str(delegation),
        by=acting(by),
        after={"to": str(to.pk), "to_name": to.name, "last_day": delegation.last_day.isoformat()},
        reason=reason,
    )
