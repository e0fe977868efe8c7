"""The pages that a person's functions open, for the header of every page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from access.policy import may
from access.seats import Standing
from access.standing import standing_of
from desk.functions import functions
from directive.lifecycle import Lifecycle
from directive.tables import LIFECYCLES

Link = tuple[str, str, bool]  # label, address, whether it is the present page


def navigation(request: HttpRequest) -> dict[str, object]:
    """Read only where a page shows it: error pages and public pages need no office."""
    standing = SimpleLazyObject(lambda: standing_of(request.user))
    return {
        "navigation": SimpleLazyObject(lambda: links(request, standing)),
        "functions": SimpleLazyObject(lambda: functions(standing)),
    }


def links(request: HttpRequest, standing: Standing) -> list[Link]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [(label, url, _present(request.path, url)) for label, url in _pages(standing)]


def _pages(standing: Standing) -> Iterator[tuple[str, str]]:
    yield _("Desk"), reverse("desk")
    if may(standing, "see_queue"):
        yield _("Queue"), reverse("queue")
    if _reads(standing, LIFECYCLES["request"]):
        yield _("Requests"), reverse("requests")
    if _reads(standing, LIFECYCLES["account"]):
        yield _("Registry"), reverse("registry")
    if may(standing, "watch_handles"):
        yield _("Released handles"), reverse("watch")
    if _reads(standing, LIFECYCLES["practitioner"]):
        yield _("Practitioners"), reverse("practitioners")
    if may(standing, "see_platforms"):
        yield _("Platforms"), reverse("platforms")
    if may(standing, "see_people"):
        yield _("People"), reverse("people")
    if may(standing, "see_organizations"):
        yield _("Organizations"), reverse("organizations")
    if may(standing, "see_operations"):
        yield _("Operations"), reverse("operations")
    if may(standing, "delegate"):
        yield _("Substitutes"), reverse("delegations")


def _reads(standing: Standing, lifecycle: Lifecycle) -> bool:
    return bool(standing.roles() & {actor.role for actor in lifecycle.readers})


def _present(path: str, url: str) -> bool:
    """A page below a section belongs to it; everything is below the desk."""
    return path == url if url == reverse("desk") else path.startswith(url)
