"""The submission to the master index of Service Canada, in both languages (§ 4.4)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import get_language, gettext

from registry.models import Account, IndexField
from web.pdf import render_pdf

# By the code that an administrator chooses for a field. Labels and choices follow the active language.
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
    "responsible_person": lambda account: (
        account.responsible_person.name if account.responsible_person else ""
    ),
    "contact": lambda account: (
        account.responsible_person.email if account.responsible_person else ""
    ),
    "approved_on": lambda account: account.approved_on,
    "notice_en": lambda account: account.notice_en,
    "notice_fr": lambda account: account.notice_fr,
    "number": lambda account: account.number or "",
    "partner": lambda account: account.partner.address if account.partner else "",
}


def index_fields() -> list[IndexField]:
    return list(IndexField.objects.all())


def snapshot(account: Account) -> list[dict[str, str]]:
    """Each field as `code`, `label_en`, `label_fr`, and its present value as `en` and `fr`."""
    return [
        {
            "code": field.code,
            "label_en": field.label_en,
            "label_fr": field.label_fr,
            "en": _field_value(account, field, "en"),
            "fr": _field_value(account, field, "fr"),
        }
        for field in index_fields()
    ]


def has_unconfirmed_fields(fields: Iterable[IndexField]) -> bool:
    return any(field.unconfirmed for field in fields)


def _field_value(account: Account, field: IndexField, language: str) -> str:
    # The admin form has no choices for it: a source mistyped there leaves its field empty.
    if field.source not in SOURCES:
        return ""
    with translation.override(language):
        value = SOURCES[field.source](account)
        return value.isoformat() if isinstance(value, date) else str(value)


def submission_pdf(
    account: Account, lines: Sequence[dict[str, str]], *, unconfirmed: bool
) -> bytes:
    data = {
        "title": gettext("Submission of an official account to Service Canada"),
        "author": gettext("National Defence"),
        "lang": get_language(),
        "account": f"{account.name} ({account.platform.name}, {account.handle})",
        "note": gettext("The fields of this form are assumed.") if unconfirmed else "",
        "parts": [_message_part(lines, language) for language in ("en", "fr")],
    }
    return render_pdf("submission.typ", data)


def _message_part(lines: Sequence[dict[str, str]], language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "lang": language,
            "heading": gettext("In English") if language == "en" else gettext("In French"),
            "field": gettext("Field"),
            "value": gettext("Value"),
            "rows": [[line[f"label_{language}"], line[language] or "–"] for line in lines],
        }
