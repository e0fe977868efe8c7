"""Permissions outside the lifecycles: people, platforms, reference data, exports, operations."""

from dataclasses import dataclass

from directive.roles import ASSIGNABLE_ROLES, Role
from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class RolePermission:
    # A step of a lifecycle names its actors in its own table; only the rest is listed here.
    name: str
    label: str
    roles: tuple[Role, ...]
    paragraphs: tuple[str, ...] = ()


ROLE_PERMISSIONS: tuple[RolePermission, ...] = (
    RolePermission("see_platforms", _("See the platforms"), (Role.ANYONE,), ("3.3",)),
    RolePermission(
        "manage_platforms", _("Keep the list of platforms"), (Role.ECOMMS,), ("3.3", "3.4")
    ),
    RolePermission(
        "advise_on_security", _("Give IT security advice on a platform"), (Role.DIGITAL,), ("6.1",)
    ),
    RolePermission("see_organizations", _("See the organizations"), (Role.ANYONE,)),
    RolePermission("manage_organizations", _("Keep the organizations"), (Role.ADMINISTRATOR,)),
    RolePermission(
        "see_people",
        _("See people and their roles"),
        (Role.ADMINISTRATOR, Role.AUDITOR, Role.ECOMMS),
    ),
    RolePermission("manage_people", _("Keep people and their roles"), (Role.ADMINISTRATOR,)),
    RolePermission(
        "manage_reference_data",
        _("Keep targets, checklist rules and holidays"),
        (Role.ADMINISTRATOR,),
    ),
    RolePermission("see_operations", _("See how the background work goes"), (Role.ADMINISTRATOR,)),
    RolePermission("retry_emails", _("Send failed e-mails again"), (Role.ADMINISTRATOR,)),
    RolePermission(
        "see_queue", _("See the queue of the reviewers"), (Role.ECOMMS,), ("4.2", "4.3")
    ),
    RolePermission(
        "oversee_accounts",
        _("See the accounts of the organization by state"),
        (Role.L1,),
        ("4.7", "6.1"),
    ),
    RolePermission("watch_handles", _("Watch over released handles"), (Role.ECOMMS,), ("3.8",)),
    RolePermission("delegate", _("Name a delegate for a time"), ASSIGNABLE_ROLES),
    RolePermission(
        "export_registry",
        _("Export the registry"),
        (Role.L1, Role.SUPERIOR, Role.PA, Role.ECOMMS, Role.ADMPA, Role.AUDITOR),
        ("6.1",),
    ),
)

PERMISSIONS_BY_NAME = {permission.name: permission for permission in ROLE_PERMISSIONS}
