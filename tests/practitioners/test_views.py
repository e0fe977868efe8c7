import pytest
from django.urls import reverse
from django.utils import timezone, translation

from access.models import Organization
from practitioners import services
from practitioners.models import Authorization
from tests.factories import (
    PDF,
    advised_authorization,
    authorization,
    authorization_with_evidence,
    certificate_upload,
    create_person,
    nominated_authorization,
)
from tests.versions import version_of

pytestmark = pytest.mark.template_database("users")


def rcn() -> Organization:
    return Organization.objects.get(code="rcn")


def step_url(row: Authorization, step: str) -> str:
    return reverse(f"practitioner_{step}", args=[row.pk])


def test_superior_nominates_in_the_browser(client, demo_users, sailor):
    client.force_login(demo_users["superior"])
    answer = client.post(
        reverse("practitioner_new"),
        {"person": sailor.email.upper(), "organization": rcn().pk, "need": "Runs the pages."},
    )
    row = Authorization.objects.get(person=sailor)
    assert answer.url == row.get_absolute_url()


def test_nomination_form_refuses_a_contractor_with_the_paragraph(client, demo_users):
    create_person("hired", engagement="contractor")
    client.force_login(demo_users["superior"])
    answer = client.post(
        reverse("practitioner_new"), {"person": "hired", "organization": rcn().pk, "need": "x"}
    )
    assert answer.status_code == 422
    assert "(§ 5.5)" in answer.content.decode()


@pytest.mark.parametrize("typed", ["nobody at all", "nobody@nowhere.invalid", ""])
def test_nomination_form_reports_an_unknown_person(client, demo_users, typed):
    client.force_login(demo_users["superior"])
    answer = client.post(
        reverse("practitioner_new"), {"person": typed, "organization": rcn().pk, "need": "x"}
    )
    assert answer.status_code == 422
    assert "person" in answer.context["form"].errors


def test_nomination_form_refuses_an_organization_outside_the_scope(client, demo_users, sailor):
    client.force_login(demo_users["superior"])
    army = Organization.objects.get(code="ca")
    answer = client.post(
        reverse("practitioner_new"), {"person": "sailor", "organization": army.pk, "need": "x"}
    )
    assert "organization" in answer.context["form"].errors


def test_nomination_form_is_forbidden_when_the_organization_has_ended(client, demo_users, sailor):
    Organization.objects.filter(code="rcn").update(valid_to=timezone.localdate())
    client.force_login(demo_users["superior"])
    assert client.get(reverse("practitioner_new")).status_code == 403


@pytest.mark.parametrize("who", ["pa", "practitioner", "admpa", "administrator", "nobody"])
def test_nomination_form_is_forbidden_to_other_roles(client, demo_users, who):
    client.force_login(demo_users[who])
    assert client.get(reverse("practitioner_new")).status_code == 403


def test_authorization_passes_every_step_in_the_browser(client, demo_users, sailor):
    row = nominated_authorization(demo_users, sailor)
    day = timezone.localdate().isoformat()
    walk = [
        ("pa", "advise", {"advice": "Supported."}),
        ("superior", "authorize", {}),
        (None, "provide_evidence", {"trained_on": day, "evidence": certificate_upload()}),
        ("pa", "complete_training", {"trained_on": day}),
        (None, "acknowledge", {"duties": "on", "deployed": "on"}),
        ("l1", "revoke", {"code": "left", "reason": "Posted away."}),
    ]
    for who, step, given in walk:
        client.force_login(demo_users[who] if who else sailor)
        assert client.get(step_url(row, step)).status_code == 200
        answer = client.post(step_url(row, step), given | {"version": version_of(row)})
        assert answer.status_code == 302, answer.content.decode()
    assert Authorization.objects.get(pk=row.pk).state == "revoked"


def test_acknowledgement_form_requires_the_duties_to_be_ticked(client, demo_users, sailor):
    row = authorization(demo_users, sailor)
    client.force_login(sailor)
    given = {"deployed": "on", "version": row.version}
    assert client.post(step_url(row, "acknowledge"), given).status_code == 422


def test_evidence_form_refuses_content_that_does_not_match_the_extension(
    client, demo_users, sailor
):
    row = authorization(demo_users, sailor)
    client.force_login(sailor)
    given = {"trained_on": timezone.localdate(), "evidence": certificate_upload("a.png", PDF)}
    given |= {"version": row.version}
    answer = client.post(step_url(row, "provide_evidence"), given)
    assert answer.status_code == 422
    assert not Authorization.objects.get(pk=row.pk).evidence


@pytest.mark.parametrize("who", ["superior", "pa", "ecomms", "auditor"])
def test_evidence_is_served_as_an_attachment(client, demo_users, sailor, who):
    row = authorization_with_evidence(demo_users, sailor)
    client.force_login(demo_users[who])
    answer = client.get(reverse("practitioner_evidence", args=[row.pk]))
    assert b"".join(answer) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="certificate.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("who", ["pa2", "superior2", "outsider", "nobody", "administrator"])
def test_authorization_is_hidden_outside_its_organization(client, demo_users, sailor, who):
    row = authorization_with_evidence(demo_users, sailor)
    client.force_login(demo_users[who])
    for url in (row.get_absolute_url(), reverse("practitioner_evidence", args=[row.pk])):
        assert client.get(url).status_code == 404
    assert sailor.name not in client.get(reverse("practitioners")).content.decode()


def test_missing_evidence_is_not_found(client, demo_users, sailor):
    client.force_login(sailor)
    row = authorization(demo_users, sailor)
    assert client.get(reverse("practitioner_evidence", args=[row.pk])).status_code == 404


def test_practitioner_page_links_the_missing_steps(client, demo_users, sailor):
    row = authorization(demo_users, sailor)
    client.force_login(sailor)
    page = client.get(row.get_absolute_url()).content.decode()
    assert step_url(row, "provide_evidence") in page
    assert step_url(row, "acknowledge") in page


def test_practitioner_list_shows_own_authorization(client, demo_users, sailor):
    row = authorization(demo_users, sailor)
    client.force_login(sailor)
    assert list(client.get(reverse("practitioners")).context["mine"]) == [row]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "sail"}, True),
        ({"q": "SAIL"}, True),
        ({"q": "soldier"}, False),
        ({"state": "advised"}, True),
        ({"state": "nominated"}, False),
        ({"organization": "RCN"}, True),
        ({"organization": "dndcaf"}, True),
        ({"organization": "ca"}, False),
    ],
)
def test_practitioner_list_can_be_filtered(client, demo_users, sailor, asked, found):
    row = advised_authorization(demo_users, sailor)
    client.force_login(demo_users["ecomms"])
    answer = client.get(reverse("practitioners"), asked)
    assert (row in answer.context["page"].rows) == found


def test_practitioner_list_opens_without_practitioners(client, demo_users):
    client.force_login(demo_users["nobody"])
    assert "No practitioner yet" in client.get(reverse("practitioners")).content.decode()


def test_revoked_practitioner_loses_the_step_pages_at_once(client, demo_users, sailor):
    row = authorization(demo_users, sailor)
    client.force_login(sailor)
    assert client.get(step_url(row, "acknowledge")).status_code == 200
    services.revoke(row, by=demo_users["superior"], code="left", reason="Posted away.")
    assert client.get(step_url(row, "acknowledge")).status_code in (403, 409)


@pytest.mark.parametrize("page", ["practitioners", "practitioner_new"])
def test_practitioner_pages_open_in_french(client, demo_users, page):
    client.force_login(demo_users["superior"])
    with translation.override("fr"):
        answer = client.get(reverse(page))
    assert answer.status_code == 200
    assert 'lang="fr"' in answer.content.decode()


def queries(client, url: str, django_assert_max_num_queries) -> int:
    client.get(url)
    with django_assert_max_num_queries(100) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_practitioner_list_query_count_does_not_grow_with_practitioners(
    client, demo_users, django_assert_max_num_queries
):
    client.force_login(demo_users["superior"])
    url = reverse("practitioners")
    two = queries(client, url, django_assert_max_num_queries)
    for number in range(20):
        nominated_authorization(demo_users, create_person(f"sailor{number}"))
    assert queries(client, url, django_assert_max_num_queries) == two


def test_practitioner_page_query_count_does_not_grow_with_history(
    client, demo_users, sailor, django_assert_max_num_queries
):
    row = services.acknowledge(authorization(demo_users, sailor), by=sailor).row
    client.force_login(demo_users["superior"])
    few = queries(client, row.get_absolute_url(), django_assert_max_num_queries)
    for _ in range(20):
        row = services.acknowledge(row, by=sailor).row
    assert queries(client, row.get_absolute_url(), django_assert_max_num_queries) == few
