"""Targets in the reference data admin."""

import pytest
from django.test import Client

from access.models import Person
from audit.models import AuditEvent
from directive.lifecycles.request import REQUEST
from workflow.admin import awaited_steps
from workflow.due_dates import target_days
from workflow.models import Target

pytestmark = pytest.mark.template_database("users")
URL = "/en/reference/workflow/target/"
ADVISE = REQUEST.step("advise")
NAMED = f"Request: {ADVISE.label} (§ {ADVISE.paragraph})"
TYPED = {"of": "request.advise", "days": 7}


@pytest.fixture
def reference_client(demo_users: dict[str, Person], client: Client) -> Client:
    client.force_login(demo_users["administrator"])
    return client


def test_target_form_offers_the_awaited_steps(reference_client: Client) -> None:
    text = reference_client.get(URL + "add/").text
    assert f"{NAMED}, foreseen: {ADVISE.target_days}" in text
    assert text.count("<option") == 1 + len(awaited_steps())


def test_new_target_takes_effect_and_is_logged(reference_client: Client) -> None:
    assert reference_client.post(URL + "add/", TYPED).status_code == 302
    assert target_days("request", ADVISE) == 7
    assert AuditEvent.objects.filter(action="target.add").count() == 1
    assert NAMED in reference_client.get(URL).text


def test_target_keeps_its_step_when_corrected(reference_client: Client) -> None:
    target = Target.objects.create(lifecycle="request", step="advise", days=7)
    reference_client.post(f"{URL}{target.pk}/change/", TYPED | {"of": "request.submit", "days": 9})
    target.refresh_from_db()
    assert (target.step, target.days) == ("advise", 9)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": 0}, "greater than or equal to 1"),
        ({"of": "request.nonsense"}, "Select a valid choice"),
        ({}, "This step has a target already: change that one."),
    ],
)
def test_target_form_refuses_invalid_values(
    reference_client: Client, typed: dict[str, object], said: str
) -> None:
    Target.objects.create(lifecycle="request", step="advise", days=5)
    assert said in reference_client.post(URL + "add/", TYPED | typed).text
    assert Target.objects.count() == 1


def test_reference_data_admin_is_in_french(reference_client: Client) -> None:
    assert "Délais visés et jours fériés" in reference_client.get("/fr/reference/").text
