"""The watch on released handles: whoever takes one over could be taken for us (§ 3.8)."""

from django.db.models import QuerySet
from django.utils import timezone

from access.acts import acting
from access.models import Person
from access.policy import may
from access.standing import standing_of
from audit.ledger import ledger, record
from registry.claims import Claim
from workflow.problems import NotYours

POWER = "watch_handles"


def watched() -> QuerySet[Claim]:
    """Released handles, those looked at longest ago first."""
    return Claim.objects.filter(kind=Claim.Kind.FORMER, fate=Claim.Fate.RELEASED)


def look(claim: Claim, *, by: Person, seen: str) -> Claim:
    """Note what stands today at the address of a released handle."""
    if not may(standing_of(by), POWER):
        raise NotYours(POWER)
    with ledger():
        claim = Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
        before = claim.watched_on
        claim.watched_on = timezone.localdate()
        claim.save(update_fields=["watched_on"])
        record(
            "handle.look",
            kind="handle",
            object_id=claim.pk,
            title=claim.handle,
            by=acting(by),
            before={"watched_on": before.isoformat() if before else None},
            after={"watched_on": claim.watched_on.isoformat()},
            reason=seen,
            paragraph="3.8",
        )
    return claim
