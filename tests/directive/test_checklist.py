from dataclasses import replace
from datetime import date, timedelta

import pytest

from dev.typography import find_errors
from directive.reference import sources
from directive.reference.checklist import RULES, rules_on
from directive.reference.sources import Provenance
from directive.text.paragraphs import paragraph

BY_CODE = {rule.code: rule for rule in RULES}
IN_FORCE = date(2025, 3, 27)


def test_a_code_is_given_once():
    assert len(BY_CODE) == len(RULES) == 28


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_cites_paragraphs_that_exist(rule):
    assert rule.paragraphs
    assert [paragraph(number).number for number in rule.paragraphs] == list(rule.paragraphs)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_a_sentence_in_both_languages(rule):
    assert rule.text_en.endswith(".")
    assert rule.text_fr.endswith(".")
    assert rule.text_en != rule.text_fr
    assert not find_errors(rule.text_fr)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_names_its_source_in_both_languages(rule):
    assert rule.source_en
    assert rule.source_fr
    assert not find_errors(rule.source_fr)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_only_what_is_not_confirmed_may_lack_an_address(rule):
    assert rule.unconfirmed or rule.source_url.startswith("https://")


def test_kinds_are_stored_as_letters():
    assert BY_CODE["APP-1"].kind == "A"
    assert BY_CODE["NOT-1"].kind == "AL"
    assert BY_CODE["APP-2"].kind == "AH"


@pytest.mark.parametrize("code", ["DESC-1", "FIP-4"])
def test_general_knowledge_and_inference_are_assumed(code):
    assert BY_CODE[code].unconfirmed


def test_a_rule_read_only_in_a_replaced_instrument_is_assumed():
    rule = BY_CODE["WEB-1"]
    assert rule.provenance == Provenance.VERIFIED
    assert rule.unconfirmed


@pytest.mark.parametrize("code", ["APP-1", "SEC-4"])
def test_what_was_read_is_not_assumed(code):
    assert not BY_CODE[code].unconfirmed


def test_a_rule_begins_with_its_source():
    before, on = rules_on(IN_FORCE - timedelta(days=1)), rules_on(IN_FORCE)
    assert BY_CODE["TOOL-1"] not in before
    assert BY_CODE["TOOL-1"] in on


def test_a_rule_from_an_undated_source_holds_on_any_day():
    assert BY_CODE["FIP-1"] in rules_on(date(2018, 9, 18))


def test_a_rule_holds_up_to_its_last_day():
    rule = replace(BY_CODE["TOOL-1"], valid_to=date(2026, 6, 30))
    assert rule.holds_on(date(2026, 6, 30))
    assert not rule.holds_on(date(2026, 7, 1))


def test_today_every_rule_holds():
    assert rules_on(date(2026, 11, 23)) == RULES


def test_the_directive_is_dated_by_its_issue():
    assert sources.DIRECTIVE.since == date(2018, 9, 18)
