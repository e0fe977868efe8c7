"""A form sent without the version it was made from changes nothing: it would overwrite what it has not seen."""

import pytest
from django.test import Client
from django.urls import reverse

from access.models import Organization
from access.resolver import access_for_users
from audit.models import AuditEvent
from requests_app.models import AccountRequest
from requests_app.views.form import FORMS
from tests.invariants.demo_rows import one_row_per_state
from workflow.available_steps import available_steps

pytestmark = pytest.mark.template_database("demo")
SENTENCE = "came without the version of the record"


def present_version(answer) -> str:
    return str(answer.context["form"]["version"].value())


def offered_steps(people):
    """(person, row, URL of the step page): one person for each step that is offered on a row of each state."""
    found = access_for_users(people)
    for row in one_row_per_state():
        seen = set()
        for person in people:
            for offer in available_steps(found[person.pk], row):
                if offer.step.name not in seen and not offer.refusal:
                    seen.add(offer.step.name)
                    yield person, row, offer


def test_step_page_sent_without_a_version_takes_no_step(demo_data):
    taken, tried = [], set()
    before = AuditEvent.objects.count()
    for person, row, offer in offered_steps(list(demo_data.values())):
        client = Client()
        client.force_login(person)
        answer = client.post(offer.url, {})
        if answer.status_code == 302 and offer.step.name == "edit":
            continue  # leads to the pages of the form, tested below
        tried.add(f"{row.lifecycle.name}.{offer.step.name}")
        if answer.status_code != 422 or SENTENCE not in answer.text:
            taken.append((offer.url, answer.status_code))
        elif present_version(answer) != str(row.version):
            taken.append((offer.url, "no version to send again"))
    assert taken == []
    assert len(tried) > 30
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("slug", sorted(FORMS))
def test_page_of_a_request_sent_without_a_version_is_not_saved(demo_data, client, slug):
    request = AccountRequest.objects.filter(
        state="draft", kind="new", requester=demo_data["practitioner"]
    ).first()
    assert request is not None
    client.force_login(demo_data["practitioner"])
    answer = client.post(reverse("request_page", args=[request.pk, slug]), {})
    assert answer.status_code in (404, 422)  # not each kind has each page
    if answer.status_code == 422:
        assert SENTENCE in answer.text
        assert present_version(answer) == str(request.version)
    assert AccountRequest.objects.get(pk=request.pk).version == request.version


@pytest.mark.parametrize("version", ["-5", "2147483648", "x", "\0"])
def test_version_that_cannot_be_one_is_like_none(demo_data, client, version):
    request = AccountRequest.objects.filter(
        state="draft", requester=demo_data["practitioner"]
    ).first()
    client.force_login(demo_data["practitioner"])
    answer = client.post(reverse("request_withdraw", args=[request.pk]), {"version": version})
    assert answer.status_code == 422
    assert SENTENCE in answer.text


def test_optimistic_lock_form_sent_without_its_digest_is_not_saved(demo_data, client):
    unit = Organization.objects.get(code="rcn")
    client.force_login(demo_data["administrator"])
    url = reverse("organization_edit", args=[unit.pk])
    form = client.get(url).context["form"]
    typed = {field.name: field.value() or "" for field in form} | {"name_en": "Mine"}
    answer = client.post(url, typed | {"base_digest": ""})
    assert answer.status_code == 422
    assert SENTENCE in answer.text
    assert Organization.objects.get(pk=unit.pk).name_en == unit.name_en
    again = {field.name: field.value() or "" for field in answer.context["form"]}
    assert client.post(url, again).status_code == 302
    assert Organization.objects.get(pk=unit.pk).name_en == "Mine"
