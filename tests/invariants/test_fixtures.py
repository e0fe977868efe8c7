"""Each fixture has one definition, so that its name says in every test what it is."""

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"


def fixtures_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and any(map(_is_fixture, node.decorator_list)):
            yield node.name


def test_no_fixture_is_defined_twice() -> None:
    places = defaultdict(list)
    for path in TESTS.rglob("*.py"):
        for name in fixtures_of(path):
            places[name].append(str(path.relative_to(TESTS)))
    assert {name: found for name, found in places.items() if len(found) > 1} == {}


def _is_fixture(decorator: ast.expr) -> bool:
    return ast.unparse(decorator).startswith("pytest.fixture")
