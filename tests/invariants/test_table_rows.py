"""Rows of the directive's tables are written by keyword, so that each value is read beside its name."""

import ast
from collections.abc import Iterator

from tests.invariants.source_code import modules

MAX_POSITIONS = 3  # more values than these nobody reads by counting commas


def test_every_dataclass_of_the_directive_takes_keywords_only() -> None:
    by_position = [
        f"{name}.{node.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if name.startswith("directive.") and isinstance(node, ast.ClassDef)
        for decorator in map(ast.unparse, node.decorator_list)
        if decorator.startswith("dataclass") and "kw_only=True" not in decorator
    ]
    assert not by_position


def test_no_row_of_four_or_more_values_is_written_by_position() -> None:
    rows = {node.name for node in _classes() if _is_row(node)}
    by_position = [
        f"{name}:{node.lineno} {node.func.id}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in rows
        if len(node.args) > MAX_POSITIONS
    ]
    assert not by_position


def _classes() -> Iterator[ast.ClassDef]:
    for tree in modules().values():
        yield from (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _is_row(node: ast.ClassDef) -> bool:
    decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
    is_named_tuple = "NamedTuple" in map(ast.unparse, node.bases)
    return is_named_tuple or any(text.startswith("dataclass") for text in decorators)
