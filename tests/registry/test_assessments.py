"""Privacy impact assessments: E-Communications drafts, DAIP alone approves (§ 4.8, 4.9, 6.1)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demo.assessments import assess
from registry.models import RISK_AREAS, Assessment, Platform, is_covered
from registry.services import assessments
from workflow.exceptions import GuardFailed, StepNotPermitted

SUMMARIES = {"summary_en": "Public posts only.", "summary_fr": "Publications publiques."}


def drafted(demo_users, slug="x") -> Assessment:
    return assessments.draft(
        Platform.objects.get(slug=slug),
        by=demo_users["ecomms"],
        use="publish",
        method="Standard, 2024",
    )


def sent(demo_users, slug="x") -> Assessment:
    row = drafted(demo_users, slug)
    risks = dict.fromkeys(RISK_AREAS, 2)
    row = assessments.edit(row, by=demo_users["ecomms"], risks=risks, **SUMMARIES)
    return assessments.send(row, by=demo_users["ecomms"])


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_an_unfinished_assessment_is_not_sent(demo_users):
    with pytest.raises(GuardFailed):
        assessments.send(drafted(demo_users), by=demo_users["ecomms"])


def test_what_is_returned_has_its_reason(demo_users):
    row = assessments.return_(
        sent(demo_users), by=demo_users["daip"], reason="Say who keeps the data."
    )
    assert (row.state, row.returned_reason) == ("returned", "Say who keeps the data.")


@pytest.mark.parametrize("who", ["ecomms", "admpa", "digital"])
def test_only_daip_brings_one_into_force(demo_users, who):
    with pytest.raises(StepNotPermitted):
        assessments.bring_into_force(sent(demo_users), by=demo_users[who], review_on=tomorrow())


def test_one_in_force_covers_its_platform_and_use(demo_users):
    row = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    )
    assert is_covered(row.platform, "publish")
    assert not is_covered(row.platform, "live")


def test_a_newer_one_supersedes_the_older(demo_users):
    first = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    )
    second = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    )
    assert Assessment.objects.get(pk=first.pk).state == "superseded"
    assert second.state == "in_force"


def test_one_past_its_review_date_expires_by_the_clock(demo_users):
    row = assessments.bring_into_force(
        sent(demo_users), by=demo_users["daip"], review_on=tomorrow()
    )
    Assessment.objects.filter(pk=row.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    assert [expired.state for expired in assessments.expire_due()] == ["expired"]


def test_the_form_of_a_draft_keeps_what_is_typed(demo_users):
    row = drafted(demo_users)
    client = Client()
    client.force_login(demo_users["ecomms"])
    typed = {"version": row.version, "method": "Standard, 2024", "risk_impact": "3", **SUMMARIES}
    assert client.post(f"/en/assessments/{row.pk}/edit/", typed).status_code == 302
    row = Assessment.objects.get(pk=row.pk)
    assert (row.risks, row.summary_fr) == ({"impact": 3}, "Publications publiques.")


def test_a_draft_is_started_from_the_page_of_the_platform(demo_users):
    client = Client()
    client.force_login(demo_users["ecomms"])
    typed = {"use": "live", "method": "Standard, 2024"}
    assert client.post("/en/platforms/x/assess/", typed).status_code == 302
    assert client.post("/en/platforms/x/assess/", {"use": "live"}).status_code == 422
    assert Assessment.objects.get(use="live").state == "draft"


def test_the_platforms_of_the_demo_are_covered(demo_users):
    assess(demo_users)
    assert is_covered(Platform.objects.get(slug="facebook"), "publish")
