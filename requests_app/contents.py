"""The table of contents of a request's page: the sections that it has something to show in."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _


def contents(page: Mapping[str, Any]) -> list[tuple[str, str]]:
    sections = [
        ("missing", _("Answers still missing"), page["gaps"]),
        ("outcome", _("What came of it"), page["accounts"]),
        ("account", _("The account it is about"), page["row"].account_id),
        ("reasons", _("Reasons it was sent back"), page["reasons"]),
        ("changed", _("Changed since the submission before"), page["changed"]),
        ("decision", _("Review and decision"), page["decision"]),
        ("advice", _("Advice of PA staff"), page["advice"]),
        ("request", _("The request"), True),
        ("attachments", _("Attachments"), True),
        ("letters", _("Letters"), True),
        ("history", _("History"), True),
    ]
    return [(anchor, label) for anchor, label, shown in sections if shown]
