"""Roles named in the directive, and the duty of each. People get one by a role assignment."""

from dataclasses import dataclass
from enum import StrEnum

from directive.translation import gettext_noop as _


class Role(StrEnum):
    PRACTITIONER = "practitioner"
    SUPERIOR = "superior"
    PA = "pa"
    L1 = "l1"
    ECOMMS = "ecomms"
    ADMPA = "admpa"
    DIGITAL = "digital"
    DAIP = "daip"
    DMA = "dma"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    ANYONE = "anyone"  # every signed-in person; never assigned


@dataclass(frozen=True, slots=True)
class RoleRow:
    role: Role
    title: str
    duty: str  # completes the sentence "whoever has this role …"
    paragraphs: tuple[str, ...]
    central: bool = False  # assigned at the root of the organization tree only


ROLES: tuple[RoleRow, ...] = (
    RoleRow(
        Role.PRACTITIONER,
        _("Social media practitioner"),
        _("uses and manages the official accounts they are named on"),
        ("3.10", "3.11", "3.12"),
    ),
    RoleRow(
        Role.SUPERIOR,
        _("Appropriate superior"),
        _("authorizes practitioners and answers for the content"),
        ("3.10", "4.17"),
    ),
    RoleRow(
        Role.PA,
        _("Public affairs staff"),
        _("advises on practitioners and on accounts"),
        ("3.11", "3.13", "4.1"),
    ),
    RoleRow(
        Role.L1,
        _("Level one advisor"),
        # § 6.1 gives commanders of commands the same duties: they get this role as well.
        _("watches over the accounts of the whole organization"),
        ("4.7", "6.1"),
    ),
    RoleRow(
        Role.ECOMMS,
        _("ADM(PA) E-Communications"),
        _("reviews requests, keeps the registry and the privacy assessments"),
        ("3.4", "4.2", "4.3", "4.9", "4.12"),
        central=True,
    ),
    RoleRow(
        Role.ADMPA,
        _("ADM(PA)"),
        _("approves or refuses accounts and directs their deactivation"),
        ("4.3", "4.19", "5.4"),
        central=True,
    ),
    # § 6.1 lists these duties under ADM(IM), the name of that office in 2018.
    RoleRow(
        Role.DIGITAL,
        _("ADM(DS)"),
        _("gives IT security advice on platforms"),
        ("6.1",),
        central=True,
    ),
    RoleRow(
        Role.DAIP,
        _("Director Access to Information and Privacy"),
        _("approves privacy impact assessments"),
        ("6.1",),
        central=True,
    ),
    RoleRow(
        Role.DMA,
        _("Director Marketing and Advertising"),
        _("is consulted on paid promotion"),
        ("4.19",),
        central=True,
    ),
    # The last two are the registry's own: the directive names neither.
    RoleRow(Role.AUDITOR, _("Auditor"), _("reads everything, changes nothing"), (), central=True),
    RoleRow(
        Role.ADMINISTRATOR,
        _("Administrator"),
        _("keeps people, roles, organizations and reference data; decides nothing"),
        (),
        central=True,
    ),
)

ASSIGNABLE_ROLES = tuple(row.role for row in ROLES)  # every role but ANYONE
ROLES_BY_NAME = {row.role: row for row in ROLES}
CENTRAL = frozenset(row.role for row in ROLES if row.central)
