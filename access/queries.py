"""Look-ups of organizations for other packages."""

from collections.abc import Collection
from functools import cached_property

from django.conf import settings

from access.models import Organization


def organization_abbreviations(codes: Collection[str]) -> dict[str, str]:
    """By code, in the reader's language."""
    return {row.code: row.abbr for row in Organization.objects.filter(code__in=codes)}


class ReplyToAddresses:
    """Read once, however many are asked for."""

    def reply_to_for(self, organization: Organization | None) -> str:
        """The one that answers for all where no office does; empty where there is none."""
        paths = reversed(organization.paths_above()) if organization else ()
        known = (self._kept[path] for path in paths if path in self._kept)
        return next(known, settings.REPLY_TO_EMAIL)

    @cached_property
    def _kept(self) -> dict[str, str]:
        standing = Organization.objects.active_on().exclude(reply_to="")
        return dict(standing.values_list("path", "reply_to"))
