"""Privacy impact assessments: E-Communications drafts, DAIP alone approves (§ 4.8, 4.9, 6.1)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from demo.assessments import assess
from registry import assessments
from registry.models import Assessment, Platform
from registry.platforms import RISK_AREAS, covered
from workflow.problems import NotYours, Refused

SUMMARIES = {"summary_en": "Public posts only.", "summary_fr": "Publications publiques."}


def drafted(cast, slug="x") -> Assessment:
    return assessments.draft(
        Platform.objects.get(slug=slug), by=cast["ecomms"], use="publish", method="Standard, 2024"
    )


def sent(cast, slug="x") -> Assessment:
    row = drafted(cast, slug)
    risks = dict.fromkeys(RISK_AREAS, 2)
    row = assessments.edit(row, by=cast["ecomms"], risks=risks, **SUMMARIES)
    return assessments.send(row, by=cast["ecomms"])


def tomorrow() -> date:
    return timezone.localdate() + timedelta(days=1)


def test_an_unfinished_assessment_is_not_sent(cast):
    with pytest.raises(Refused):
        assessments.send(drafted(cast), by=cast["ecomms"])


def test_what_is_returned_has_its_reason(cast):
    row = assessments.return_(sent(cast), by=cast["daip"], reason="Say who keeps the data.")
    assert (row.state, row.returned_reason) == ("returned", "Say who keeps the data.")


@pytest.mark.parametrize("who", ["ecomms", "admpa", "digital"])
def test_only_daip_brings_one_into_force(cast, who):
    with pytest.raises(NotYours):
        assessments.bring_into_force(sent(cast), by=cast[who], review_on=tomorrow())


def test_one_in_force_covers_its_platform_and_use(cast):
    row = assessments.bring_into_force(sent(cast), by=cast["daip"], review_on=tomorrow())
    assert covered(row.platform, "publish")
    assert not covered(row.platform, "live")


def test_a_newer_one_supersedes_the_older(cast):
    first = assessments.bring_into_force(sent(cast), by=cast["daip"], review_on=tomorrow())
    second = assessments.bring_into_force(sent(cast), by=cast["daip"], review_on=tomorrow())
    assert Assessment.objects.get(pk=first.pk).state == "superseded"
    assert second.state == "in_force"


def test_one_past_its_review_date_expires_by_the_clock(cast):
    row = assessments.bring_into_force(sent(cast), by=cast["daip"], review_on=tomorrow())
    Assessment.objects.filter(pk=row.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    assert [expired.state for expired in assessments.expire_due()] == ["expired"]


def test_the_form_of_a_draft_keeps_what_is_typed(cast):
    row = drafted(cast)
    client = Client()
    client.force_login(cast["ecomms"])
    typed = {"version": row.version, "method": "Standard, 2024", "risk_impact": "3", **SUMMARIES}
    assert client.post(f"/en/assessments/{row.pk}/edit/", typed).status_code == 302
    row = Assessment.objects.get(pk=row.pk)
    assert (row.risks, row.summary_fr) == ({"impact": 3}, "Publications publiques.")


def test_a_draft_is_started_from_the_page_of_the_platform(cast):
    client = Client()
    client.force_login(cast["ecomms"])
    typed = {"use": "live", "method": "Standard, 2024"}
    assert client.post("/en/platforms/x/assess/", typed).status_code == 302
    assert client.post("/en/platforms/x/assess/", {"use": "live"}).status_code == 422
    assert Assessment.objects.get(use="live").state == "draft"


def test_the_platforms_of_the_demo_are_covered(cast):
    assess(cast)
    assert covered(Platform.objects.get(slug="facebook"), "publish")
