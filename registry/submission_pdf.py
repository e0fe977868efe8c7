"""The submission as an accessible PDF (PDF/UA-1), in both languages."""

import json
from collections.abc import Sequence
from pathlib import Path

import typst
from django.utils import translation
from django.utils.translation import get_language, gettext

from registry.accounts import Account

_TEMPLATE = Path(__file__).parent / "typst" / "submission.typ"


def submission_pdf(account: Account, lines: Sequence[dict[str, str]], *, assumed: bool) -> bytes:
    given = {
        "title": gettext("Submission of an official account to Service Canada"),
        "author": gettext("National Defence"),
        "lang": get_language(),
        "account": f"{account.name} ({account.platform.name}, {account.handle})",
        "note": gettext("The fields of this form are assumed.") if assumed else "",
        "parts": [_part(lines, language) for language in ("en", "fr")],
    }
    # The values go in as data, so nothing typed by anybody is ever read as markup.
    return typst.compile(
        _TEMPLATE.read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=["ua-1"],
    )


def _part(lines: Sequence[dict[str, str]], language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "lang": language,
            "heading": gettext("In English") if language == "en" else gettext("In French"),
            "field": gettext("Field"),
            "value": gettext("Value"),
            "rows": [[line[f"label_{language}"], line[language] or "–"] for line in lines],
        }
