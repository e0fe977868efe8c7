"""A step leaves the row that it is called with as it was: what comes after uses the row of its result."""

import ast
from collections.abc import Iterator

import pytest

from tests.invariants.source_code import functions, modules

Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_function_reads_a_row_after_calling_a_step_with_it() -> None:
    steps = step_functions()
    found = [
        f"{name}:{line} {row}"
        for name, tree in modules().items()
        for function in functions(tree)
        for row, line in stale_reads(function, known_steps(name, tree, steps))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("body", "stale"),
    [
        ("take_step(row, 'edit')\n    return row.state", ["row"]),
        ("result = take_step(row, 'edit')\n    row.save()", ["row"]),
        ("return take_step(row, 'edit')", []),
        ("row = take_step(row, 'edit').row\n    return row.state", []),
        ("by = row.owner\n    return take_step(row, 'edit', by=by).row", []),
    ],
)
def test_stale_reads_are_found(body: str, stale: list[str]) -> None:
    function = ast.parse(f"def f(row):\n    {body}").body[0]
    assert isinstance(function, ast.FunctionDef)
    assert [name for name, _line in stale_reads(function, {"take_step"})] == stale


def step_functions() -> set[str]:
    """The dotted names of `take_step` and of the services that return its result."""
    return {
        f"{name}.{function.name}"
        for name, tree in modules().items()
        for function in functions(tree)
        if takes_its_row(function)
    }


def takes_its_row(function: Function) -> bool:
    """Whether the result of the step is of the first argument: a service that starts a record has none."""
    if function.returns is None or not function.args.args:
        return False
    row = function.args.args[0].annotation
    return row is not None and ast.unparse(function.returns) == f"StepResult[{ast.unparse(row)}]"


def known_steps(module: str, tree: ast.Module, steps: set[str]) -> set[str]:
    """How the functions of `steps` are called in this module, by its own names and its imports."""
    known = {step.rpartition(".")[2] for step in steps if step.rpartition(".")[0] == module}
    for node in ast.walk(tree):
        for alias in node.names if isinstance(node, ast.ImportFrom) else ():
            imported, name = f"{node.module}.{alias.name}", alias.asname or alias.name
            if imported in steps:
                known.add(name)
            known |= {
                f"{name}.{step.rpartition('.')[2]}"
                for step in steps
                if step.rpartition(".")[0] == imported
            }
    return known


def stale_reads(function: Function, steps: set[str]) -> Iterator[tuple[str, int]]:
    """(name, line) of each read of a variable after a step was called with it, unless it was set anew."""
    nodes = list(own_nodes(function))
    for call in nodes:
        if not isinstance(call, ast.Call) or ast.unparse(call.func) not in steps or not call.args:
            continue
        row = call.args[0]
        if not isinstance(row, ast.Name):
            continue
        after = sorted(
            (node.lineno, node.col_offset, isinstance(node.ctx, ast.Store))
            for node in nodes
            if isinstance(node, ast.Name)
            and node.id == row.id
            and (node.lineno > (call.end_lineno or 0) or is_target(node, call, nodes))
        )
        if after and not after[0][2]:
            yield row.id, after[0][0]


def is_target(name: ast.Name, call: ast.Call, nodes: list[ast.AST]) -> bool:
    """Whether the variable is set by the statement that calls the step: `row = take_step(row).row`."""
    return isinstance(name.ctx, ast.Store) and any(
        isinstance(node, ast.Assign) and name in ast.walk(node) and call in ast.walk(node)
        for node in nodes
    )


def own_nodes(function: ast.AST) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions inside it, which run at another time."""
    for child in ast.iter_child_nodes(function):
        if not isinstance(child, Function | ast.Lambda):
            yield child
            yield from own_nodes(child)
