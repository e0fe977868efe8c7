from collections.abc import Collection
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet

from access.effective_roles import UserAccess
from access.models import Organization, Person
from access.policy import has_permission


def organization_abbreviations(codes: Collection[str]) -> dict[str, str]:
    """Abbreviation by code, in the reader's language."""
    return {row.code: row.abbr for row in Organization.objects.filter(code__in=codes)}


def visible_people(access: UserAccess) -> QuerySet[Person]:
    """All people, or none: to those who may not see them, nothing tells whether a person exists."""
    return Person.objects.all() if has_permission(access, "see_people") else Person.objects.none()


class ReplyToAddresses:
    """Reply-To addresses of e-mails. One instance serves a batch: the addresses are read once."""

    def reply_to_for(self, organization: Organization | None) -> str:
        """The address of the nearest organization upwards, else REPLY_TO_EMAIL, which may be empty."""
        paths = reversed(organization.paths_above()) if organization else ()
        addresses = (self._by_path[path] for path in paths if path in self._by_path)
        return next(addresses, settings.REPLY_TO_EMAIL)

    @cached_property
    def _by_path(self) -> dict[str, str]:
        active = Organization.objects.active_on().exclude(reply_to="")
        return dict(active.values_list("path", "reply_to"))
