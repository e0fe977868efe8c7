"""What people may do that moves no lifecycle: keep people, platforms and reference data."""

from dataclasses import dataclass

from directive.roles import OFFICES, Role
from directive.words import _


@dataclass(frozen=True, slots=True)
class Power:
    name: str
    label: str
    roles: tuple[Role, ...]
    paragraphs: tuple[str, ...] = ()


POWERS: tuple[Power, ...] = (
    Power("see_platforms", _("See the platforms"), (Role.ANYONE,), ("3.3",)),
    Power("keep_platforms", _("Keep the list of platforms"), (Role.ECOMMS,), ("3.3", "3.4")),
    Power(
        "advise_on_security", _("Give IT security advice on a platform"), (Role.DIGITAL,), ("6.1",)
    ),
    Power("see_organizations", _("See the organizations"), (Role.ANYONE,)),
    Power("keep_organizations", _("Keep the organizations"), (Role.ADMINISTRATOR,)),
    Power(
        "see_people",
        _("See people and their offices"),
        (Role.ADMINISTRATOR, Role.AUDITOR, Role.ECOMMS),
    ),
    Power("keep_people", _("Keep people and their offices"), (Role.ADMINISTRATOR,)),
    Power(
        "keep_reference_data",
        _("Keep targets, checklist rules and holidays"),
        (Role.ADMINISTRATOR,),
    ),
    Power("see_operations", _("See how the background work goes"), (Role.ADMINISTRATOR,)),
    Power("retry_letters", _("Send failed letters again"), (Role.ADMINISTRATOR,)),
    Power("see_queue", _("See the queue of the reviewers"), (Role.ECOMMS,), ("4.2", "4.3")),
    Power(
        "oversee_accounts",
        _("See the accounts of the organization by state"),
        (Role.L1,),
        ("4.7", "6.1"),
    ),
    Power("watch_handles", _("Watch over released handles"), (Role.ECOMMS,), ("3.8",)),
    Power("delegate", _("Name a substitute for a time"), OFFICES),
    Power(
        "export_registry",
        _("Export the registry"),
        (Role.L1, Role.SUPERIOR, Role.PA, Role.ECOMMS, Role.ADMPA, Role.AUDITOR),
        ("6.1",),
    ),
)

BY_POWER = {power.name: power for power in POWERS}
