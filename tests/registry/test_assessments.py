"""Privacy impact assessments: E-Communications drafts, DAIP alone approves (§ 4.8, 4.9, 6.1)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demo.assessments import assess
from registry.models import RISK_AREAS, Assessment, Platform, is_covered
from registry.services import assessments
from workflow.exceptions import GuardFailed, StepNotPermitted

pytestmark = pytest.mark.template_database("users")

SUMMARIES = {"summary_en": "Public posts only.", "summary_fr": "Publications publiques."}


def drafted(demo_users, slug="x") -> Assessment:
    return assessments.draft(
        Platform.objects.get(slug=slug),
        by=demo_users["ecomms"],
        use="publish",
        method="Standard, 2024",
    ).row


def sent(demo_users, slug="x") -> Assessment:
    row = drafted(demo_users, slug)
    risks = dict.fromkeys(RISK_AREAS, 2)
    row = assessments.edit(row, by=demo_users["ecomms"], risks=risks, **SUMMARIES).row
    return assessments.send(row, by=demo_users["ecomms"]).row


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_incomplete_assessment_cannot_be_sent(demo_users):
    with pytest.raises(GuardFailed):
        assessments.send(drafted(demo_users), by=demo_users["ecomms"])


def test_returned_assessment_records_its_reason(demo_users):
    row = assessments.return_(
        sent(demo_users), by=demo_users["daip"], reason="Say who keeps the data."
    ).row
    assert (row.state, row.returned_reason) == ("returned", "Say who keeps the data.")


@pytest.mark.parametrize("who", ["ecomms", "admpa", "digital"])
def test_only_daip_can_bring_an_assessment_into_force(demo_users, who):
    with pytest.raises(StepNotPermitted):
        assessments.bring_into_force(sent(demo_users), by=demo_users[who], review_on=tomorrow())


def test_assessment_in_force_covers_its_platform_and_use(demo_users):
    row = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    ).row
    assert is_covered(row.platform, "publish")
    assert not is_covered(row.platform, "live")


def test_newer_assessment_supersedes_the_older(demo_users):
    first = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    ).row
    second = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    ).row
    assert Assessment.objects.get(pk=first.pk).state == "superseded"
    assert second.state == "in_force"


def test_assessment_past_its_review_date_expires_automatically(demo_users):
    row = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    ).row
    Assessment.objects.filter(pk=row.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    assert assessments.expire_due() == 1
    assert Assessment.objects.get(pk=row.pk).state == "expired"


def test_assessment_form_saves_an_incomplete_draft(demo_users):
    row = drafted(demo_users)
    client = Client()
    client.force_login(demo_users["ecomms"])
    typed = {"version": row.version, "method": "Standard, 2024", "risk_impact": "3", **SUMMARIES}
    assert client.post(f"/en/assessments/{row.pk}/edit/", typed).status_code == 302
    row = Assessment.objects.get(pk=row.pk)
    assert (row.risks, row.summary_fr) == ({"impact": 3}, "Publications publiques.")


def test_assessment_draft_is_started_from_the_platform_page(demo_users):
    client = Client()
    client.force_login(demo_users["ecomms"])
    typed = {"use": "live", "method": "Standard, 2024"}
    assert client.post("/en/platforms/x/assess/", typed).status_code == 302
    assert client.post("/en/platforms/x/assess/", {"use": "live"}).status_code == 422
    assert Assessment.objects.get(use="live").state == "draft"


def test_demo_platforms_have_an_assessment_in_force(demo_users):
    assess(demo_users)
    assert is_covered(Platform.objects.get(slug="facebook"), "publish")


@pytest.mark.template_database("demo")
@pytest.mark.django_db
def test_assessment_page_shows_history_with_actor(client, demo_data):
    row = Assessment.objects.filter(state="in_force")[0]
    client.force_login(demo_data["ecomms"])
    history = client.get(row.get_absolute_url()).text.partition('class="timeline"')[2]
    assert "In force" in history
    assert demo_data["daip"].name in history
