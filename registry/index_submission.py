"""What is submitted to Service Canada for the master index, in both languages (§ 4.4)."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext

from registry.accounts import Account
from registry.proofs import IndexField

# Where a field can take its value from; an administrator chooses among these.
SOURCES: dict[str, Callable[[Account], Any]] = {
    "department": lambda account: gettext("National Defence"),
    "name_en": lambda account: account.name_en,
    "name_fr": lambda account: account.name_fr,
    "language": lambda account: account.get_language_display(),
    "platform": lambda account: account.platform.name,
    "address": lambda account: account.address,
    "handle": lambda account: account.handle,
    "audience": lambda account: account.get_audience_display(),
    "purpose": lambda account: account.purpose,
    "organization": lambda account: account.organization.name,
    "answerable": lambda account: account.answerable.name if account.answerable else "",
    "contact": lambda account: account.answerable.email if account.answerable else "",
    "approved_on": lambda account: account.approved_on,
    "notice_en": lambda account: account.notice_en,
    "notice_fr": lambda account: account.notice_fr,
    "number": lambda account: account.number or "",
    "partner": lambda account: account.partner.address if account.partner else "",
}


def fields() -> list[IndexField]:
    return list(IndexField.objects.all())


def snapshot(account: Account) -> list[dict[str, str]]:
    """The fields as they are now: what a submission keeps."""
    return [
        {
            "code": field.code,
            "label_en": field.label_en,
            "label_fr": field.label_fr,
            "en": _value(account, field, "en"),
            "fr": _value(account, field, "fr"),
        }
        for field in fields()
    ]


def is_assumed(lines: Iterable[IndexField]) -> bool:
    return any(field.assumed for field in lines)


def _value(account: Account, field: IndexField, language: str) -> str:
    if field.source not in SOURCES:
        return ""
    with translation.override(language):
        value = SOURCES[field.source](account)
        return value.isoformat() if isinstance(value, date) else str(value)
