import json
from typing import Any

import typst
from django.conf import settings

_TEMPLATES = settings.BASE_DIR / "templates" / "typst"


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """An accessible PDF (PDF/UA-1) from a template of `templates/typst/`; `context` must be JSON."""
    # As input, not written into the template: nothing that somebody typed is read as typst markup.
    document: bytes = typst.compile(
        (_TEMPLATES / template).read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(context)},
        pdf_standards=["ua-1"],
    )
    return document
