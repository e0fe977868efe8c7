"""Letters that were given up after their last attempt: seen by the operators, and tried again."""

from django.db.models import QuerySet
from django.utils import timezone

from access.acts import acting
from access.models import Person
from access.powers import require
from audit.ledger import ledger, record
from workflow.models import Letter

POWER = "retry_letters"


def failed() -> QuerySet[Letter]:
    """The latest first. One that no longer concerned its reader was withheld: that is no failure."""
    letters = Letter.objects.filter(
        given_up_at__isnull=False, withheld=False, sent_at__isnull=True, digest__isnull=True
    )
    return letters.select_related("recipient").order_by("-given_up_at")


def retry(letter: Letter, *, by: Person) -> Letter:
    """Put it back in the outbox with all its attempts; one already put back stays as it is."""
    require(by, POWER)
    with ledger():
        found = failed().select_for_update(of=("self",)).filter(pk=letter.pk).first()
        if found is None:
            return letter
        _put_back(found)
        record(
            "letter.retry",
            kind="letter",
            object_id=found.pk,
            title=found.kind,
            by=acting(by),
            before={"problem": found.problem},
        )
    return found


def _put_back(letter: Letter) -> None:
    letter.given_up_at, letter.attempts, letter.due_at = None, 0, timezone.now()
    letter.save(update_fields=["given_up_at", "attempts", "due_at"])
