"""The source of the packages under the import contract of pyproject.toml, parsed."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)


@cache
def ranks() -> dict[str, int]:
    """0 for the highest packages; packages on one layer, which may not import each other, are equal."""
    contracts = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"]
    layers = next(one for one in contracts["contracts"] if one["type"] == "layers")["layers"]
    found = {name: rank for rank, row in enumerate(layers) for name in re.findall(r"\w+", row)}
    return {name: found[name] for name in contracts["root_packages"]}


def may_use(user: str, used: str) -> bool:
    return user == used or ranks()[user] < ranks()[used]


@cache
def modules() -> dict[str, ast.Module]:
    """Every module by its dotted name, without migrations."""
    return {_dotted(path): ast.parse(path.read_text()) for path in _paths()}


def file_of(module: str) -> str:
    path = Path(*module.split("."))
    return str(path / "__init__.py" if (BASE_DIR / path).is_dir() else path.with_suffix(".py"))


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method but `AppConfig.ready`, which registers what lower packages ask for."""
    ready = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("AppConfig" in ast.unparse(b) for b in node.bases)
        for child in node.body
        if isinstance(child, ast.FunctionDef) and child.name == "ready"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node not in ready:
            yield node


def imported_names(nodes: Iterator[ast.AST]) -> Iterator[str]:
    """`from a import b` is a.b where there is such a module, and a otherwise."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in modules() else node.module


def module_level(node: ast.AST) -> Iterator[ast.AST]:
    """What runs when the module is imported, and what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield child
            yield from module_level(child)


def literal_arguments(function: str) -> list[tuple[str, str | None]]:
    """Of each call of this function by its bare name: the module, and the first argument if literal."""
    return [
        (name, _literal(node.args[0]) if node.args else None)
        for name, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == function
    ]


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _paths() -> Iterator[Path]:
    for package in ranks():
        for path in sorted((BASE_DIR / package).rglob("*.py")):
            if "migrations" not in path.parts:
                yield path.relative_to(BASE_DIR)


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
