"""Accessible PDF (PDF/UA-1) from the typst templates beside this file."""

import json
from pathlib import Path
from typing import Any

import typst

_TEMPLATES = Path(__file__).parent / "typst"


def compiled(template: str, given: dict[str, Any]) -> bytes:
    """The values go in as data, so nothing typed by anybody is ever read as markup."""
    document: bytes = typst.compile(
        (_TEMPLATES / template).read_bytes(),
        format="pdf",
        sys_inputs={"given": json.dumps(given)},
        pdf_standards=["ua-1"],
    )
    return document
