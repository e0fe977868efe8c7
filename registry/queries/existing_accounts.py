"""Accounts that might already serve: shown before a need is written (§ 3.16)."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from access.models import Organization
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, Platform

_MIN_WORD_LENGTH = 4  # shorter words say too little: "the", "des"


def existing_accounts(
    organization: Organization,
    *,
    name: str = "",
    platform: Platform | None = None,
    limit: int = 10,
) -> list[Account]:
    """Those of the organization, of those above it and below it; the likest first."""
    likeness: Combinable = _score(Q(platform=platform)) if platform else Value(0)
    for word in _words(name):
        likeness = likeness + _score(Q(name_en__icontains=word) | Q(name_fr__icontains=word))
    rows = _around(organization).annotate(likeness=likeness)
    likest = rows.select_related("platform", "organization")
    return list(likest.order_by("-likeness", "-updated_at", "id")[:limit])


def _around(organization: Organization) -> QuerySet[Account]:
    near = Q(organization__path__startswith=organization.path) | Q(
        organization__path__in=organization.paths_above()
    )
    return Account.objects.filter(near, state__in=ACCOUNT.live_states)


def _words(name: str) -> list[str]:
    return [word for word in name.split() if len(word) >= _MIN_WORD_LENGTH]


def _score(rule: Q) -> Case:
    return Case(When(rule, then=1), default=0, output_field=IntegerField())
