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


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    role: Role
    title: str
    duty: str  # completes the sentence "whoever has this role …"
    paragraphs: tuple[str, ...]
    central: bool = False  # assigned at the root of the organization tree only


ROLES: tuple[RoleRow, ...] = (
    RoleRow(
        role=Role.PRACTITIONER,
        title=_("Social media practitioner"),
        duty=_("uses and manages the official accounts they are named on"),
        paragraphs=("3.10", "3.11", "3.12"),
    ),
    RoleRow(
        role=Role.SUPERIOR,
        title=_("Appropriate superior"),
        duty=_("authorizes practitioners and answers for the content"),
        paragraphs=("3.10", "4.17"),
    ),
    RoleRow(
        role=Role.PA,
        title=_("Public affairs staff"),
        duty=_("advises on practitioners and on accounts"),
        paragraphs=("3.11", "3.13", "4.1"),
    ),
    RoleRow(
        role=Role.L1,
        title=_("Level one advisor"),
        # § 6.1 gives commanders of commands the same duties: they get this role as well.
        duty=_("watches over the accounts of the whole organization"),
        paragraphs=("4.7", "6.1"),
    ),
    RoleRow(
        role=Role.ECOMMS,
        title=_("ADM(PA) E-Communications"),
        duty=_("reviews requests, keeps the registry and the privacy assessments"),
        paragraphs=("3.4", "4.2", "4.3", "4.9", "4.12"),
        central=True,
    ),
    RoleRow(
        role=Role.ADMPA,
        title=_("ADM(PA)"),
        duty=_("approves or refuses accounts and directs their deactivation"),
        paragraphs=("4.3", "4.19", "5.4"),
        central=True,
    ),
    # § 6.1 lists these duties under ADM(IM), the name of that office in 2018.
    RoleRow(
        role=Role.DIGITAL,
        title=_("ADM(DS)"),
        duty=_("gives IT security advice on platforms"),
        paragraphs=("6.1",),
        central=True,
    ),
    RoleRow(
        role=Role.DAIP,
        title=_("Director Access to Information and Privacy"),
        duty=_("approves privacy impact assessments"),
        paragraphs=("6.1",),
        central=True,
    ),
    RoleRow(
        role=Role.DMA,
        title=_("Director Marketing and Advertising"),
        duty=_("is consulted on paid promotion"),
        paragraphs=("4.19",),
        central=True,
    ),
    # The last two are the registry's own: the directive names neither.
    RoleRow(
        role=Role.AUDITOR,
        title=_("Auditor"),
        duty=_("reads everything, changes nothing"),
        paragraphs=(),
        central=True,
    ),
    RoleRow(
        role=Role.ADMINISTRATOR,
        title=_("Administrator"),
        duty=_("keeps people, roles, organizations and reference data; decides nothing"),
        paragraphs=(),
        central=True,
    ),
)

ASSIGNABLE_ROLES = tuple(row.role for row in ROLES)  # every role but ANYONE
ROLES_BY_NAME = {row.role: row for row in ROLES}
CENTRAL = frozenset(row.role for row in ROLES if row.central)
