"""Guards of privacy impact assessments, and of the automatic lapse of an authorization."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from directive.facts.assessment import AssessmentFacts
from directive.facts.practitioner import PractitionerFacts
from directive.guards import assessment as guards
from directive.guards.practitioner import last_day_reached

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
COMPLETE = AssessmentFacts(
    today=TODAY, risks_rated=True, summary_written=True, reason_given=True, review_on=TODAY + DAY
)


@pytest.mark.parametrize("guard", [guards.assessed, guards.reason_given, guards.review_set])
def test_complete_assessment_passes_every_guard(guard):
    assert guard(COMPLETE) is None


@pytest.mark.parametrize(
    ("guard", "missing", "paragraph"),
    [
        (guards.assessed, {"risks_rated": False}, "4.8"),
        (guards.assessed, {"summary_written": False}, "4.8"),
        (guards.reason_given, {"reason_given": False}, "6.1"),
        (guards.review_set, {"review_on": None}, "4.9"),
        (guards.review_set, {"review_on": TODAY}, "4.9"),
        (guards.review_passed, {"review_on": None}, "4.9"),
        (guards.review_passed, {"review_on": TODAY}, "4.9"),
    ],
)
def test_incomplete_assessment_is_refused_with_its_paragraph(guard, missing, paragraph):
    assert guard(replace(COMPLETE, **missing)).paragraph == paragraph


def test_assessment_expires_the_day_after_its_review_date():
    assert guards.review_passed(replace(COMPLETE, review_on=TODAY - DAY)) is None


def practitioner_facts(last_day: date | None) -> PractitionerFacts:
    return PractitionerFacts(
        today=TODAY,
        contractor=False,
        already_live=False,
        advised_on=None,
        advice_written=False,
        reason_given=False,
        trained_on=None,
        evidence_kept=False,
        last_day=last_day,
    )


@pytest.mark.parametrize("last_day", [None, TODAY])
def test_authorization_lasts_through_its_last_day(last_day):
    assert last_day_reached(practitioner_facts(last_day)).paragraph == "4.7(4)"


def test_authorization_lapses_the_day_after_its_last_day():
    assert last_day_reached(practitioner_facts(TODAY - DAY)) is None
