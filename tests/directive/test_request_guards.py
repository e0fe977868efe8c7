"""Each guard of a request, with facts that pass and facts that are refused."""

import pytest

from directive.facts.request import RequestFacts
from directive.guards import request as guards

CASES = {
    "declared_official": ({"declared_official": True}, {}, "3.1 Note"),
    "only_change_open": ({}, {"other_change_open": True}, "4.6"),
    "practitioner_named": ({"live_practitioners": 1}, {}, "4.1"),
    "purpose_written": ({"purpose_written": True}, {}, "4.1"),
    "handle_usable": ({}, {"handle_problem": "Too long."}, "3.3"),
    "advice_written": ({"advice_written": True}, {}, "3.11"),
    "form_complete": ({}, {"missing": ("need",)}, "4.2"),
    "transfer_accepted": ({}, {"transfer_accepted": False}, "4.17"),
    "reason_given": ({"reason_given": True}, {}, "4.3"),
    "paragraph_given": ({"paragraph_given": True}, {}, "4.3"),
    "reasons_listed": ({"reasons": 1}, {}, "4.2"),
    "reasons_answered": ({}, {"open_reasons": 2}, "4.2"),
    "no_active_reviewer": ({}, {"reviewer_active": True}, "4.3"),
    "recommendation_made": ({"recommendation": "approval"}, {}, "4.3"),
    "assessment_in_force": ({}, {"uncovered_platforms": ("X",)}, "4.9"),
    "platform_open": ({}, {"closed_platforms": ("Blab",)}, "6.1"),
    "handle_free": ({}, {"taken_handles": ("a",)}, "3.16"),
    "languages_consistent": ({}, {"languages_consistent": False}, "4.10"),
    "account_current": ({}, {"account_current": False}, "4.6"),
    "approvable": ({}, {"taken_handles": ("a",)}, "3.16"),
    "found_account_settled": ({}, {"found_account_settled": False}, "5.4(1)"),
    "is_carry_over": ({"kind": "carry_over"}, {}, "4.3"),
    "earlier_approval_recorded": ({}, {"earlier_approval_recorded": False}, "4.3"),
    "is_transfer": ({"kind": "transfer"}, {}, "4.17"),
    "not_accepted_yet": ({"transfer_accepted": False}, {"transfer_accepted": True}, "4.17"),
    "named_with_authorization": ({"named_now": 1}, {}, "4.1"),
}


@pytest.mark.parametrize("name", CASES)
def test_request_guard_passes_facts_that_meet_it(name):
    holds, _, _ = CASES[name]
    assert getattr(guards, name)(RequestFacts(**holds)) is None


@pytest.mark.parametrize("name", CASES)
def test_request_guard_refuses_other_facts_with_its_paragraph(name):
    _, lacks, paragraph = CASES[name]
    assert getattr(guards, name)(RequestFacts(**lacks)).paragraph == paragraph


def test_advice_guard_requires_advice():
    assert guards.advice_covers(RequestFacts()).paragraph == "4.1"


def test_advice_guard_requires_advice_on_the_current_content():
    assert guards.advice_covers(RequestFacts(advice_given=True)).paragraph == "4.1"


def test_guard_passes_advice_on_the_current_content():
    assert guards.advice_covers(RequestFacts(advice_given=True, advice_covers=True)) is None


def test_recommending_refusal_passes_without_an_assessment():
    facts = RequestFacts(recommendation="refusal", uncovered_platforms=("X",))
    assert guards.assessment_in_force(facts) is None


def test_carry_over_passes_without_an_assessment():
    facts = RequestFacts(kind="carry_over", uncovered_platforms=("X",))
    assert guards.approvable(facts) is None


def test_carry_over_passes_without_an_authorized_practitioner():
    assert guards.live_practitioner_unless_carried_over(RequestFacts(kind="carry_over")) is None
    assert guards.live_practitioner_unless_carried_over(RequestFacts()) is not None
