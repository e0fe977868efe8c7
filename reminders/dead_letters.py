"""Letters that were given up after their last attempt: seen by the operators, and tried again."""

from django.db.models import QuerySet
from django.utils import timezone

from access.acts import acting
from access.models import Person
from access.powers import require
from audit.ledger import ledger, record
from workflow.models import Letter

POWER = "retry_letters"
MOST = 500  # at once


def failed() -> QuerySet[Letter]:
    """The latest first. One that no longer concerned its reader was withheld: that is no failure."""
    letters = Letter.objects.filter(
        given_up_at__isnull=False, withheld=False, sent_at__isnull=True, digest__isnull=True
    )
    return letters.select_related("recipient").order_by("-given_up_at")


def retry(letter: Letter, *, by: Person) -> None:
    """Put it back in the outbox with all its attempts; one already put back stays as it is."""
    _retry(failed().filter(pk=letter.pk), by=by)


def retry_all(*, by: Person) -> int:
    """The latest `MOST` of them, as after a mail server that refused everybody; how many."""
    return _retry(failed(), by=by)


def _retry(letters: QuerySet[Letter], *, by: Person) -> int:
    require(by, POWER)
    with ledger():
        found = letters.select_for_update(of=("self",))[:MOST]
        for letter in found:
            _put_back(letter)
            record(
                "letter.retry",
                kind="letter",
                object_id=letter.pk,
                title=letter.kind,
                by=acting(by),
                before={"problem": letter.problem},
            )
    return len(found)


def _put_back(letter: Letter) -> None:
    letter.given_up_at, letter.attempts, letter.due_at = None, 0, timezone.now()
    letter.save(update_fields=["given_up_at", "attempts", "due_at"])
