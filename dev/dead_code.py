"""Check that all code is used, by vulture; `[tool.vulture]` of pyproject.toml says what others call.

Vulture reads names of Python alone. It is given those that stand in templates or strings (a column, a form
field, a dotted path), members of choices, which are stored by value, and what settings and migrations use.
"""

import ast
import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VULTURE = Path(sys.executable).parent / "vulture"
TAG = re.compile(r"\{[{%](.*?)[%}]\}", re.DOTALL)
DOTTED = re.compile(r"-?[\w.:]+")  # "sort_name", "-updated_at", "person__name", "a.module:Class"


def main() -> None:
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]
    packages = [*config["importlinter"]["root_packages"], "dev", "benchmarks", "manage.py"]
    sources = [path for name in packages for path in find_sources(ROOT / name)]
    unreported = [path for path in sources if any(map(path.match, config["vulture"]["exclude"]))]
    used = {*names_in_templates(), *names_in_code(sources), *names_used_by(unreported)}
    with tempfile.TemporaryDirectory() as folder:
        names = Path(folder, "used_names.py")
        names.write_text("".join(f"_.{name}\n" for name in sorted(used) if not iskeyword(name)))
        sys.exit(subprocess.run([VULTURE, *packages, names], cwd=ROOT).returncode)


def find_sources(path: Path) -> list[Path]:
    return sorted(path.rglob("*.py")) if path.is_dir() else [path]


def names_in_templates() -> Iterator[str]:
    for path in (ROOT / "templates").rglob("*.*"):
        for tag in TAG.findall(path.read_text()):
            yield from re.findall(r"[A-Za-z_]\w*", re.sub(r'"[^"]*"', "", tag))


def names_in_code(paths: list[Path]) -> Iterator[str]:
    """Names in strings that are nothing but a path of names, and members of choices."""
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if DOTTED.fullmatch(node.value):
                    parts = re.split(r"[.:]|__", node.value.lstrip("-"))
                    yield from filter(str.isidentifier, parts)
            elif isinstance(node, ast.ClassDef) and "Choices" in "".join(
                map(ast.unparse, node.bases)
            ):
                members = (part for part in ast.walk(node) if isinstance(part, ast.Name))
                yield from (name.id for name in members if isinstance(name.ctx, ast.Store))


def names_used_by(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.Attribute):
                yield node.attr


if __name__ == "__main__":
    main()
