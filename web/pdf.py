"""Accessible PDF (PDF/UA-1) from the typst templates of `templates/typst/`."""

import json
from typing import Any

import typst
from django.conf import settings

_TEMPLATES = settings.BASE_DIR / "templates" / "typst"


def render_pdf(template: str, given: dict[str, Any]) -> bytes:
    """The values go in as data, so nothing typed by anybody is ever read as markup."""
    document: bytes = typst.compile(
        (_TEMPLATES / template).read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=["ua-1"],
    )
    return document
