"""Where answers to mail go: to the office of an organization, or to the next above that has a mailbox."""

from functools import cached_property

from django.conf import settings

from access.models import Organization


class Mailboxes:
    """Read once, however many are asked for."""

    def of(self, organization: Organization | None) -> str:
        """The one that answers for all where no office does; empty where there is none."""
        paths = reversed(organization.paths_above()) if organization else ()
        known = (self._kept[path] for path in paths if path in self._kept)
        return next(known, settings.REPLY_TO_EMAIL)

    @cached_property
    def _kept(self) -> dict[str, str]:
        standing = Organization.objects.on().exclude(reply_to="")
        return dict(standing.values_list("path", "reply_to"))
