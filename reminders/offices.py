"""Which office the answers to a letter go to."""

from collections.abc import Iterable

from access.mailboxes import Mailboxes
from access.models import Organization
from reminders.followed import subject_of
from workflow.models import Letter


def answering(letters: Iterable[Letter], mailboxes: Mailboxes) -> str:
    """That of what they are about; of several offices, the one that answers for all."""
    found = {mailboxes.of(_place(letter)) for letter in letters}
    return found.pop() if len(found) == 1 else mailboxes.of(None)


def _place(letter: Letter) -> Organization | None:
    about = subject_of(letter)
    return about if isinstance(about, Organization) else getattr(about, "organization", None)
