"""The documents say what the tables say."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import State, main_path
from directive.lifecycles.request import REQUEST
from workflow.documents.lifecycle_svg import lifecycle_svg
from workflow.documents.markdown import diagram, roles_document, workflow_document


def test_the_documents_in_docs_are_current():
    call_command("generate_docs", check=True)


def test_a_document_out_of_date_is_said(tmp_path):
    (tmp_path / "docs").mkdir()
    with override_settings(BASE_DIR=tmp_path), pytest.raises(CommandError, match="out of date"):
        call_command("generate_docs", check=True)


def test_what_is_written_is_current(tmp_path):
    (tmp_path / "docs").mkdir()
    with override_settings(BASE_DIR=tmp_path):
        call_command("generate_docs")
        call_command("generate_docs", check=True)


@pytest.mark.parametrize("name", LIFECYCLES)
def test_every_step_is_in_the_tables_and_every_state_in_the_diagram(name):
    lifecycle = LIFECYCLES[name]
    text = workflow_document()
    assert all(f"| {step.name} |" in text for step in lifecycle.steps)
    assert all(f"    {state.name}: " in diagram(lifecycle) for state in lifecycle.states)


def test_each_role_has_its_section():
    assert "## Appropriate superior" in roles_document()
    assert "## Anyone signed in" in roles_document()


def test_the_picture_goes_from_the_draft_to_the_approval():
    way = [state for state, _ in main_path(REQUEST)]
    assert (way[0], way[-1]) == ("draft", "approved")
    assert "Awaiting the" in lifecycle_svg()


def test_a_table_that_leads_nowhere_has_no_picture():
    alone = replace(REQUEST, steps=REQUEST.steps[:1], states=(State("draft", "Draft"),))
    with pytest.raises(LookupError):
        main_path(alone)
