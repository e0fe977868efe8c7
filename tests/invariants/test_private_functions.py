"""A private name stays in its module, and a private function is worth its name."""

import ast
from collections.abc import Iterator

from tests.invariants.source_code import modules

MAX_INLINED_LINES = 3


def test_no_module_uses_a_private_name_of_another() -> None:
    assert not [
        f"{name}: {alias.name}"
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name.startswith("_") and not alias.name.startswith("__")
    ]


def test_short_private_functions_are_called_more_than_once() -> None:
    found = [
        f"{name}.{function.name}"
        for name, tree in modules().items()
        for function in short_private_functions(tree)
        if is_called_once(function.name, tree)
    ]
    assert not found


def short_private_functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Module-level functions that could stand where they are called: no loops, no generators, no decorators."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("_"):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = (node.end_lineno or 0) - body[0].lineno + 1
            statements = (ast.For, ast.While, ast.With, ast.Yield, ast.YieldFrom)
            is_expression = not any(isinstance(part, statements) for part in ast.walk(node))
            if lines <= MAX_INLINED_LINES and is_expression and not node.decorator_list:
                yield node


def is_called_once(name: str, tree: ast.Module) -> bool:
    """Whether its only use is a call; a function that is passed on has to have a name."""
    uses = [node for node in ast.walk(tree) if isinstance(node, ast.Name) and node.id == name]
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.func in uses]
    return len(uses) == len(calls) == 1
