"""Which of two texts a reader gets is decided in `web.language` alone."""

import ast
from pathlib import Path

from django.conf import settings

from tests.invariants.source_code import modules

HELPER = "web.language"


def test_only_the_helper_compares_the_active_language() -> None:
    comparing = {
        name
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and "get_language()" in ast.unparse(node)
    }
    # The certificate and the language link compare it with each language of the settings.
    assert comparing - {"registry.certificate"} == {HELPER}


def test_only_the_base_template_asks_for_the_active_language() -> None:
    templates = Path(settings.BASE_DIR, "templates").rglob("*.html")
    asking = {path.name for path in templates if "get_current_language" in path.read_text()}
    assert asking == {"base.html"}
