"""The registry as rows of text, for an export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from access.policy import within
from access.seats import Standing
from directive.account import ACCOUNT
from registry.accounts import Account
from registry.terms import Language

_CHUNK = 2000


def header() -> list[str]:
    return [
        _("Registry number"),
        _("Name in English"),
        _("Name in French"),
        _("Platform"),
        _("Handle"),
        _("Address"),
        _("Language"),
        _("Organization"),
        _("State"),
        _("Approved on"),
        _("Official since"),
        _("Ended on"),
    ]


def exported(standing: Standing, rows: QuerySet[Account]) -> Iterator[list[Any]]:
    """In the order of the list, read a part at a time."""
    states = {state.name: _(state.label) for state in ACCOUNT.states}
    languages = {value: str(label) for value, label in Language.choices}
    rows = rows.filter(within(standing, "export_registry")).order_by("-changed_at", "-id")
    for row in rows.select_related("platform", "organization").iterator(chunk_size=_CHUNK):
        yield [
            row.number,
            row.name_en,
            row.name_fr,
            row.platform.name,
            row.handle,
            row.address,
            languages[row.language],
            row.organization.name,
            states[row.state],
            row.approved_on,
            row.official_since,
            row.ended_on,
        ]
