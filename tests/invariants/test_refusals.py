"""Who is refused is decided in the policy and the workflow: services require, views call services."""

import ast
from collections.abc import Iterator

from tests.invariants.source_code import file_of, modules

REFUSALS = {"PermissionDenied", "StepNotPermitted", "NotVisible"}
MAY_RAISE = {
    "access/policy.py",
    "workflow/permissions.py",
    "workflow/steps.py",
    "notifications/subjects.py",  # an object of any type, or of none: not found
}
REQUIREMENTS = {"require_permission", "require_step", "require_initial_step"}
PREDICATES = {
    "has_permission",
    "can_view",
    "can_view_emails",
    "can_take_step",
    "effective_role_for",
}


def is_view(module: str) -> bool:
    return "views" in module.split(".") or module.endswith("_views")


def name_of(node: ast.AST) -> str:
    return getattr(node, "attr", "") or getattr(node, "id", "")


def raised(tree: ast.AST) -> Iterator[str]:
    """Names in each `raise`, whether of a class or of a call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and node.exc is not None:
            yield from (name_of(part) for part in ast.walk(node.exc))


def refusing_checks(tree: ast.AST) -> Iterator[ast.If]:
    """Each `if` that asks the policy and then raises."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.If)
            and any(name_of(part) in PREDICATES for part in ast.walk(node.test))
            and any(isinstance(part, ast.Raise) for part in ast.walk(node))
        ):
            yield node


def test_only_policy_and_workflow_raise_refusals() -> None:
    found = {file_of(name) for name, tree in modules().items() if REFUSALS & set(raised(tree))}
    assert found == MAY_RAISE


def test_views_require_no_permission_themselves() -> None:
    found = {
        file_of(name)
        for name, tree in modules().items()
        if is_view(name)
        and (
            any(name_of(node) in REQUIREMENTS for node in ast.walk(tree))
            or any(refusing_checks(tree))
        )
    }
    assert found == {"workflow/step_views.py"}  # the one page of all steps


def test_check_by_hand_is_found() -> None:
    tree = ast.parse("if not has_permission(access, 'x'):\n    raise Http404")
    assert list(refusing_checks(tree))
    assert set(raised(ast.parse("raise (StepNotPermitted if a else b)(name)"))) >= {
        "StepNotPermitted"
    }
