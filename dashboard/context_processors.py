"""The navigation and the roles in the header of every page."""

from collections.abc import Iterator
from functools import cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.models import Organization, Person
from access.policy import has_permission
from access.resolver import access_for
from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Lifecycle
from directive.roles import ROLES_BY_NAME

NavigationLink = tuple[str, str, bool]  # label, address, whether it is the present page


def navigation(request: HttpRequest) -> dict[str, object]:
    """The links of the navigation, and the roles of the person for the header."""

    # Lazy: error pages and public pages show neither, and must not need the database.
    @cache
    def access() -> UserAccess | None:
        user = getattr(request, "user", None)
        return access_for(user) if isinstance(user, Person) else None

    return {
        "navigation": SimpleLazyObject(lambda: navigation_links(request.path, access())),
        "role_summary": SimpleLazyObject(lambda: role_summary(access())),
    }


def navigation_links(path: str, access: UserAccess | None) -> list[NavigationLink]:
    """Empty where nobody is signed in: `access` is then None."""
    if access is None:
        return []
    # Every address begins with that of the dashboard: there only the page itself is current.
    home = reverse("dashboard")
    return [
        (label, url, path == url if url == home else path.startswith(url))
        for label, url in _permitted_pages(access)
    ]


def _permitted_pages(access: UserAccess) -> Iterator[tuple[str, str]]:
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


# Whether any row could be visible, by role alone: the list itself is filtered by `visible_to`.
def _can_read(access: UserAccess, lifecycle: Lifecycle) -> bool:
    return bool(access.roles() & {actor.role for actor in lifecycle.viewers})


def role_summary(access: UserAccess | None) -> str:
    """The person's roles with their organizations, joined by semicolons; central roles without one."""
    if access is None:
        return ""
    # `Role.ANYONE` is no role to name.
    effective_roles = [
        effective_role
        for effective_role in access.effective_roles
        if effective_role.role in ROLES_BY_NAME
    ]
    organization_ids = {
        effective_role.organization_id
        for effective_role in effective_roles
        if not ROLES_BY_NAME[effective_role.role].central
    }
    organizations = Organization.objects.in_bulk(organization_ids)
    labels = []
    for effective_role in effective_roles:
        organization = organizations.get(effective_role.organization_id)
        title = gettext(ROLES_BY_NAME[effective_role.role].title)
        labels.append(
            title
            if ROLES_BY_NAME[effective_role.role].central or not organization
            else f"{title}, {organization.abbr}"
        )
    return "; ".join(dict.fromkeys(labels))  # one's own and a delegated role may be the same
