"""Resolvers, consequences and slots: what is asked for is registered, and what is registered is used."""

from collections import Counter

from directive.lifecycles import LIFECYCLES
from tests.invariants.source_code import literal_arguments
from web.resolvers import registered_resolvers
from web.slots import registered_sections
from workflow.consequences import registered_consequences


def test_resolvers_are_registered_once_and_asked_for() -> None:
    asked = {name for _module, name in literal_arguments("resolve")}
    registered = Counter(name for _module, name in literal_arguments("register_resolver"))
    assert registered == Counter(asked)
    assert registered.keys() == registered_resolvers().keys()


def test_every_consequence_follows_a_step_of_its_lifecycle() -> None:
    steps = {f"{row.name}.{step.name}" for row in LIFECYCLES.values() for step in row.steps}
    assert registered_consequences()
    assert registered_consequences().keys() <= steps


def test_every_filled_slot_is_shown_by_a_page() -> None:
    shown = {(module.split(".")[1], slot) for module, slot in literal_arguments("sections")}
    assert {kind for kind, _slot in shown} == {"views"}
    assert registered_sections()
    assert registered_sections().keys() <= {slot for _kind, slot in shown}


def test_registered_names_are_literals() -> None:
    functions = ("resolve", "register_resolver", "sections", "register_section")
    calls = [call for function in functions for call in literal_arguments(function)]
    assert [module for module, name in calls if name is None] == []
