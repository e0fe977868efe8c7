"""The submission as an accessible PDF (PDF/UA-1), in both languages."""

from collections.abc import Sequence

from django.utils import translation
from django.utils.translation import get_language, gettext

from registry.accounts import Account
from registry.pdf import compiled


def submission_pdf(account: Account, lines: Sequence[dict[str, str]], *, assumed: bool) -> bytes:
    given = {
        "title": gettext("Submission of an official account to Service Canada"),
        "author": gettext("National Defence"),
        "lang": get_language(),
        "account": f"{account.name} ({account.platform.name}, {account.handle})",
        "note": gettext("The fields of this form are assumed.") if assumed else "",
        "parts": [_part(lines, language) for language in ("en", "fr")],
    }
    return compiled("submission.typ", given)


def _part(lines: Sequence[dict[str, str]], language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "lang": language,
            "heading": gettext("In English") if language == "en" else gettext("In French"),
            "field": gettext("Field"),
            "value": gettext("Value"),
            "rows": [[line[f"label_{language}"], line[language] or "–"] for line in lines],
        }
