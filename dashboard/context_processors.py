"""The navigation and the roles in the header of every page."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Organization
from access.policy import has_permission
from access.resolver import access_for
from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle
from directive.roles import ROLES_BY_NAME

NavigationLink = tuple[str, str, bool]  # label, address, whether it is the present page


def navigation(request: HttpRequest) -> dict[str, object]:
    """Read only where a page shows it: error pages and public pages need no office."""
    access = SimpleLazyObject(lambda: access_for(request.user))
    return {
        "navigation": SimpleLazyObject(lambda: navigation_links(request, access)),
        "role_summary": SimpleLazyObject(lambda: role_summary(access)),
    }


def navigation_links(request: HttpRequest, access: UserAccess) -> list[NavigationLink]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return [(label, url, _is_current(request.path, url)) for label, url in _pages(access)]


def _pages(access: UserAccess) -> Iterator[tuple[str, str]]:
    yield _("Dashboard"), reverse("dashboard")
    if has_permission(access, "see_queue"):
        yield _("Queue"), reverse("queue")
    if _can_read(access, LIFECYCLES["request"]):
        yield _("Requests"), reverse("requests")
    if _can_read(access, LIFECYCLES["account"]):
        yield _("Registry"), reverse("registry")
    if has_permission(access, "watch_handles"):
        yield _("Released handles"), reverse("released_addresses")
    if _can_read(access, LIFECYCLES["practitioner"]):
        yield _("Practitioners"), reverse("practitioners")
    if has_permission(access, "see_platforms"):
        yield _("Platforms"), reverse("platforms")
    if has_permission(access, "see_people"):
        yield _("People"), reverse("people")
    if has_permission(access, "see_organizations"):
        yield _("Organizations"), reverse("organizations")
    if has_permission(access, "see_operations"):
        yield _("Operations"), reverse("operations")
    if has_permission(access, "delegate"):
        yield _("Delegations"), reverse("delegations")


def _can_read(access: UserAccess, lifecycle: Lifecycle) -> bool:
    return bool(access.roles() & {actor.role for actor in lifecycle.viewers})


def _is_current(path: str, url: str) -> bool:
    """A page below a section belongs to it; everything is below the desk."""
    return path == url if url == reverse("dashboard") else path.startswith(url)


def role_summary(access: UserAccess) -> str:
    """A central function is held in one place only, which then goes without saying."""
    held = [
        effective_role
        for effective_role in access.effective_roles
        if effective_role.role in ROLES_BY_NAME
    ]
    local = {
        effective_role.organization_id
        for effective_role in held
        if not ROLES_BY_NAME[effective_role.role].central
    }
    places = Organization.objects.in_bulk(local)
    said = []
    for effective_role in held:
        place = places.get(effective_role.organization_id)
        title = gettext(ROLES_BY_NAME[effective_role.role].title)
        said.append(
            title
            if ROLES_BY_NAME[effective_role.role].central or not place
            else f"{title}, {place.abbr}"
        )
    return "; ".join(dict.fromkeys(said))
