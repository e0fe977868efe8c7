"""The table of contents of an account's page: the sections that it has something to show in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def contents(page: Mapping[str, Any]) -> list[tuple[str, str]]:
    sections = [
        ("account", _("The account"), True),
        ("readiness", _("Compliance by paragraph"), True),
        ("findings", _("Findings"), page["findings"]),
        ("dates", _("Next dates"), page["next_dates"]),
        ("closing", _("Closing plan"), page["closing"]),
        ("people", _("People"), True),
        ("custody", _("Custody of the credentials"), True),
        ("approval", _("Approval"), True),
        ("index", _("Service Canada"), True),
        ("reviews", _("Configuration reviews"), True),
        ("terms", _("Terms"), True),
        ("letters", _("Letters"), True),
        ("history", _("History"), True),
    ]
    return [(anchor, label) for anchor, label, shown in sections if shown]
