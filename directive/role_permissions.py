"""Permissions outside the lifecycles: people, platforms, reference data, exports, operations."""

from dataclasses import dataclass

from directive.roles import ASSIGNABLE_ROLES, Role
from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class RolePermission:
    # A step of a lifecycle names its actors in its own table; only the rest is listed here.
    name: str
    label: str
    roles: tuple[Role, ...]
    paragraphs: tuple[str, ...] = ()


ROLE_PERMISSIONS: tuple[RolePermission, ...] = (
    RolePermission(
        name="see_platforms",
        label=_("See the platforms"),
        roles=(Role.ANYONE,),
        paragraphs=("3.3",),
    ),
    RolePermission(
        name="manage_platforms",
        label=_("Keep the list of platforms"),
        roles=(Role.ECOMMS,),
        paragraphs=("3.3", "3.4"),
    ),
    RolePermission(
        name="advise_on_security",
        label=_("Give IT security advice on a platform"),
        roles=(Role.DIGITAL,),
        paragraphs=("6.1",),
    ),
    RolePermission(
        name="see_organizations", label=_("See the organizations"), roles=(Role.ANYONE,)
    ),
    RolePermission(
        name="manage_organizations", label=_("Keep the organizations"), roles=(Role.ADMINISTRATOR,)
    ),
    RolePermission(
        name="see_people",
        label=_("See people and their roles"),
        roles=(Role.ADMINISTRATOR, Role.AUDITOR, Role.ECOMMS),
    ),
    RolePermission(
        name="manage_people", label=_("Keep people and their roles"), roles=(Role.ADMINISTRATOR,)
    ),
    RolePermission(
        name="manage_reference_data",
        label=_("Keep targets, checklist rules and holidays"),
        roles=(Role.ADMINISTRATOR,),
    ),
    RolePermission(
        name="see_operations",
        label=_("See how the background work goes"),
        roles=(Role.ADMINISTRATOR,),
    ),
    RolePermission(
        name="retry_emails", label=_("Send failed e-mails again"), roles=(Role.ADMINISTRATOR,)
    ),
    RolePermission(
        name="see_queue",
        label=_("See the queue of the reviewers"),
        roles=(Role.ECOMMS,),
        paragraphs=("4.2", "4.3"),
    ),
    RolePermission(
        name="oversee_accounts",
        label=_("See the accounts of the organization by state"),
        roles=(Role.L1,),
        paragraphs=("4.7", "6.1"),
    ),
    RolePermission(
        name="watch_handles",
        label=_("Watch over released handles"),
        roles=(Role.ECOMMS,),
        paragraphs=("3.8",),
    ),
    RolePermission(name="delegate", label=_("Name a delegate for a time"), roles=ASSIGNABLE_ROLES),
    RolePermission(
        name="export_registry",
        label=_("Export the registry"),
        roles=(Role.L1, Role.SUPERIOR, Role.PA, Role.ECOMMS, Role.ADMPA, Role.AUDITOR),
        paragraphs=("6.1",),
    ),
)

PERMISSIONS_BY_NAME = {permission.name: permission for permission in ROLE_PERMISSIONS}
