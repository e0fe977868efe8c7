"""Help pages generated from the tables of the directive."""

import pytest
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override

from directive.lifecycles import LIFECYCLES
from directive.lifecycles.grammar import Step, main_path
from directive.lifecycles.request import REQUEST
from directive.roles import ASSIGNABLE_ROLES, Role
from osma_registry.views.role_help import targets
from workflow.models import Target

pytestmark = pytest.mark.django_db


def steps_of(role: Role) -> list[Step]:
    return [
        step
        for table in LIFECYCLES.values()
        for step in table.steps
        if role in {actor.role for actor in step.actors}
    ]


@pytest.mark.parametrize("role", ASSIGNABLE_ROLES)
def test_role_help_lists_the_steps_of_the_role(client, role):
    page = client.get(reverse("role_help", args=[role])).text
    assert all(escape(step.label) in page for step in steps_of(role))


def test_role_help_shows_a_step_only_in_the_states_of_the_role(client):
    """An L1 sends back from its own review, a reviewer from theirs."""
    page = client.get("/en/help/l1/").text
    row = page.split(">Return for changes</th>")[1].split("</tr>")[0]
    assert "L1 review" in row
    assert "ADM(PA) review" not in row


def test_unknown_role_has_no_help_page(client):
    assert client.get("/en/help/king/").status_code == 404


@pytest.mark.template_database("users")
def test_role_help_shows_the_targets_in_force(demo_users):
    assert targets()["request", "advise"] == REQUEST.step("advise").target_days
    Target.objects.update_or_create(lifecycle="request", step="advise", defaults={"days": 7})
    assert targets()["request", "advise"] == 7


def test_help_page_shows_the_lifecycle_as_diagram_and_list(client):
    page = client.get("/en/help/").text
    labels = [REQUEST.state(state).label for state, _step in main_path(REQUEST)]
    assert 'role="img" aria-label="The lifecycle of a request and of an account"' in page
    assert all(f"<strong>{label}</strong>" in page for label in labels)
    assert "style=" not in page


def test_lifecycle_diagram_is_in_french_on_the_french_page(client):
    page = client.get("/fr/help/").text
    assert "En attente de la" in page
    assert ">Draft<" not in page


@pytest.mark.template_database("users")
def test_help_page_links_the_role_of_the_person_first(client, demo_users):
    client.force_login(demo_users["pa"])
    own = client.get("/en/help/").text.split("Getting started")[0]
    assert 'href="/en/help/pa/"' in own
    assert 'href="/en/help/admpa/"' not in own


def test_glossary_page_shows_both_languages(client):
    page = client.get("/fr/glossary/").text
    assert '<div lang="en"><h2>registry number</h2>' in page
    assert '<div lang="fr"><h2>numéro de registre' in page
    assert 'href="/fr/directive/#p-4.2Note"' in page


@pytest.mark.parametrize(("language", "first", "then"), [
    ("en", 'id="approve"', 'id="carry-over"'),
    ("fr", 'id="e-communications"', 'id="evaluation"'),
])  # fmt: skip
def test_glossary_is_sorted_in_the_language_of_the_reader(client, language, first, then):
    with override(language):
        page = client.get(reverse("glossary")).text
    assert page.index(first) < page.index(then)
