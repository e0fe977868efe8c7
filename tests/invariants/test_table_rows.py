"""Rows of the directive's tables are written by keyword, so that each value is read beside its name."""

import ast

from tests.invariants.source_code import modules


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
