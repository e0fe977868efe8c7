"""The documents in `docs/` are generated from the tables."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import State, main_path
from directive.lifecycles.request import REQUEST
from workflow.documents.lifecycle_svg import lifecycle_svg
from workflow.documents.markdown import diagram, roles_document, workflow_document


def test_generated_documents_are_current():
    call_command("generate_docs", check=True)


def test_generate_docs_check_fails_on_an_outdated_document(tmp_path):
    (tmp_path / "docs").mkdir()
    with override_settings(BASE_DIR=tmp_path), pytest.raises(CommandError, match="out of date"):
        call_command("generate_docs", check=True)


def test_generate_docs_writes_documents_that_pass_the_check(tmp_path):
    (tmp_path / "docs").mkdir()
    with override_settings(BASE_DIR=tmp_path):
        call_command("generate_docs")
        call_command("generate_docs", check=True)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_workflow_document_has_every_step_and_state(name):
    lifecycle = LIFECYCLES[name]
    text = workflow_document()
    assert all(f"| {step.name} |" in text for step in lifecycle.steps)
    assert all(f"    {state.name}: " in diagram(lifecycle) for state in lifecycle.states)


def test_roles_document_has_a_section_for_each_role():
    assert "## Appropriate superior" in roles_document()
    assert "## Anyone signed in" in roles_document()


def test_lifecycle_diagram_goes_from_draft_to_approval():
    path = [state for state, _ in main_path(REQUEST)]
    assert (path[0], path[-1]) == ("draft", "approved")
    assert "Awaiting the" in lifecycle_svg()


def test_lifecycle_without_a_final_state_has_no_main_path():
    alone = replace(REQUEST, steps=REQUEST.steps[:1], states=(State(name="draft", label="Draft"),))
    with pytest.raises(LookupError):
        main_path(alone)
