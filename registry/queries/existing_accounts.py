"""Accounts that could serve instead of a new one, shown before a need is written (§ 3.16)."""

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable

from access.models import Organization
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, Platform
from web.text.search import words_in

_MIN_WORD_LENGTH = 4  # shorter words say too little: "the", "des"


def existing_accounts(
    organization: Organization,
    *,
    name: str = "",
    platform: Platform | None = None,
    limit: int = 10,
) -> list[Account]:
    """Live accounts of the organization and those above and below it, the most similar first."""
    # One point for the platform and one for each word of the name: an exact score is not needed to
    # put ten accounts in a useful order.
    score: Combinable = _point_if(Q(platform=platform)) if platform else Value(0)
    for word in name.split():
        if len(word) >= _MIN_WORD_LENGTH:
            score = score + _point_if(words_in("search_text", word))
    rows = _accounts_near(organization).annotate(score=score)
    related = rows.select_related("platform", "organization")
    return list(related.order_by("-score", "-updated_at", "id")[:limit])


def _accounts_near(organization: Organization) -> QuerySet[Account]:
    near = Q(organization__path__startswith=organization.path) | Q(
        organization__path__in=organization.paths_above()
    )
    return Account.objects.filter(near, state__in=ACCOUNT.live_states)


def _point_if(rule: Q) -> Case:
    return Case(When(rule, then=1), default=0, output_field=IntegerField())
