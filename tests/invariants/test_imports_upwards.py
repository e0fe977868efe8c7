"""No package reaches a higher one by a way that import-linter does not see, and no modules import each other."""

import ast
import re
from collections.abc import Iterator

from tests.invariants.source_code import (
    BASE_DIR,
    file_of,
    functions,
    imported_names,
    may_use,
    module_level,
    modules,
    ranks,
)

MODEL_LOOKUPS_ALLOWED = {
    "audit/history.py": "the model is an argument: names of related rows for its timeline",
    "reminders/rule.py": "the model is an argument: the relation that its rule goes through",
}
FUNCTION_IMPORTS_ALLOWED = {
    "osma_registry/context_processors.py": "the package demo is imported in a demonstration alone",
}
VARIABLE_TEMPLATES_ALLOWED = {
    "access/organization.html": "section.template comes from a slot",
    "practitioners/practitioner.html": "section.template comes from a slot",
}
MODEL_LOOKUP_CALLS = {"__subclasses__", "get_model", "get_models", "import_module", "import_string"}

TEMPLATES = BASE_DIR / "templates"
# Folders of templates named otherwise than the package whose views render them.
OWNERS = {
    "": "web",
    "ui": "web",
    "django": "web",
    "account": "osma_registry",
    "gallery": "osma_registry",
    "help": "osma_registry",
    "pages": "osma_registry",
    "mail": "notifications",
    "public": "registry",
    "typst": "registry",
}
TEMPLATE_USE = re.compile(r"{%-?\s*(?:include|extends)\s+(\S+)")
TAG_LIBRARIES = re.compile(r"{%-?\s*load\s+([^%]+?)\s*-?%}")


def test_models_are_not_looked_up_by_name_or_relation() -> None:
    found = {file_of(name) for name, tree in modules().items() if any(model_lookups(tree))}
    assert found == set(MODEL_LOOKUPS_ALLOWED)


def test_functions_import_no_project_package() -> None:
    found = {file_of(name) for name, tree in modules().items() if any(function_imports(tree))}
    assert found == set(FUNCTION_IMPORTS_ALLOWED)


def model_lookups(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == "related_model":
            yield node
        if isinstance(node, ast.Call) and called_name(node) in MODEL_LOOKUP_CALLS:
            yield node


def function_imports(tree: ast.Module) -> Iterator[str]:
    for function in functions(tree):
        for name in imported_names(ast.walk(function)):
            if name.partition(".")[0] in ranks():
                yield name


def called_name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


# ---- templates


def owner_of(template: str) -> str:
    folder = template.partition("/")[0] if "/" in template else ""
    return OWNERS.get(folder, folder)


def all_templates() -> list[str]:
    files = (path for path in TEMPLATES.rglob("*") if path.is_file())
    return sorted(str(path.relative_to(TEMPLATES)) for path in files)


def tag_library_owners() -> dict[str, str]:
    files = (path for name in ranks() for path in (BASE_DIR / name).glob("templatetags/*.py"))
    return {path.stem: path.parts[-3] for path in files if path.stem != "__init__"}


def packages_used_by(template: str) -> set[str]:
    text = (TEMPLATES / template).read_text()
    used = {owner_of(name.strip("\"'")) for name in TEMPLATE_USE.findall(text) if is_literal(name)}
    owners = tag_library_owners()
    libraries = [name for row in TAG_LIBRARIES.findall(text) for name in row.split()]
    return (used | {owners[name] for name in libraries if name in owners}) & ranks().keys()


def is_literal(name: str) -> bool:
    return name[0] in "\"'"


def is_literal_or_page(name: str) -> bool:
    """`part|default:"base.html"` extends the empty template of web for htmx, or the page."""
    return is_literal(name) or name.startswith("part|default:")


def test_every_template_folder_belongs_to_a_package() -> None:
    assert {owner_of(name) for name in all_templates()} <= set(ranks())


def test_templates_use_no_template_or_tag_of_a_higher_package() -> None:
    found = {
        name
        for name in all_templates()
        if any(not may_use(owner_of(name), used) for used in packages_used_by(name))
    }
    assert not found


def test_templates_name_the_templates_they_use() -> None:
    found = {
        name
        for name in all_templates()
        if not all(map(is_literal_or_page, TEMPLATE_USE.findall((TEMPLATES / name).read_text())))
    }
    assert found == set(VARIABLE_TEMPLATES_ALLOWED)


# ---- cycles


def test_no_two_modules_import_each_other() -> None:
    graph = {
        name: {used for used in imported_names(module_level(tree)) if used in modules()} - {name}
        for name, tree in modules().items()
    }
    assert cycles(graph) == []


def test_cycles_are_found_in_a_graph() -> None:
    assert cycles({"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}) == [["b", "c"]]


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """Strongly connected components of more than one node (Tarjan)."""
    order: dict[str, int] = {}
    lowest: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        order[node] = lowest[node] = len(order)
        stack.append(node)
        for other in sorted(graph[node]):
            if other not in order:
                visit(other)
                lowest[node] = min(lowest[node], lowest[other])
            elif other in stack:
                lowest[node] = min(lowest[node], order[other])
        if lowest[node] == order[node]:
            component = stack[stack.index(node) :]
            del stack[stack.index(node) :]
            if len(component) > 1:
                found.append(sorted(component))

    for node in sorted(graph):
        if node not in order:
            visit(node)
    return found
