"""Which office the answers to a letter go to."""

from collections.abc import Iterable
from functools import cached_property

from django.conf import settings

from access.models import Organization
from reminders.followed import subject_of
from workflow.models import Letter


class Offices:
    """The mailboxes of offices, read once for a batch."""

    def answering(self, letters: Iterable[Letter]) -> str:
        """The nearest above what they are about; of several offices, the one that answers for all."""
        found = {self._nearest(letter) for letter in letters}
        return found.pop() if len(found) == 1 else settings.REPLY_TO_EMAIL

    def _nearest(self, letter: Letter) -> str:
        about = subject_of(letter)
        place = about if isinstance(about, Organization) else getattr(about, "organization", None)
        paths = reversed(place.paths_above()) if place is not None else ()
        known = (self._mailboxes[path] for path in paths if path in self._mailboxes)
        return next(known, settings.REPLY_TO_EMAIL)

    @cached_property
    def _mailboxes(self) -> dict[str, str]:
        kept = Organization.objects.on().exclude(reply_to="")
        return dict(kept.values_list("path", "reply_to"))
