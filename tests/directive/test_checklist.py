from datetime import date

import pytest

from dev.typography import find_errors
from directive.reference import sources
from directive.reference.checklist import RULES
from directive.reference.sources import Provenance
from directive.text.paragraphs import paragraph

BY_CODE = {rule.code: rule for rule in RULES}
IN_FORCE = date(2025, 3, 27)


def test_checklist_rule_codes_are_unique():
    assert len(BY_CODE) == len(RULES) == 28


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_checklist_rule_cites_existing_paragraphs(rule):
    assert rule.paragraphs
    assert [paragraph(number).number for number in rule.paragraphs] == list(rule.paragraphs)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_checklist_rule_is_a_sentence_in_both_languages(rule):
    assert rule.text_en.endswith(".")
    assert rule.text_fr.endswith(".")
    assert rule.text_en != rule.text_fr
    assert not find_errors(rule.text_fr)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_checklist_rule_names_its_source_in_both_languages(rule):
    assert rule.source_en
    assert rule.source_fr
    assert not find_errors(rule.source_fr)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_confirmed_checklist_rule_has_a_source_url(rule):
    assert rule.unconfirmed or rule.source_url.startswith("https://")


def test_checklist_rule_kinds_are_stored_as_codes():
    assert BY_CODE["APP-1"].kind == "A"
    assert BY_CODE["NOT-1"].kind == "AL"
    assert BY_CODE["APP-2"].kind == "AH"


@pytest.mark.parametrize("code", ["DESC-1", "FIP-4"])
def test_checklist_rule_from_inference_is_unconfirmed(code):
    assert BY_CODE[code].unconfirmed


def test_checklist_rule_from_a_replaced_instrument_is_unconfirmed():
    rule = BY_CODE["WEB-1"]
    assert rule.provenance == Provenance.VERIFIED
    assert rule.unconfirmed


@pytest.mark.parametrize("code", ["APP-1", "SEC-4"])
def test_checklist_rule_read_in_its_source_is_confirmed(code):
    assert not BY_CODE[code].unconfirmed


def test_directive_is_dated_by_its_issue():
    assert sources.DIRECTIVE.since == date(2018, 9, 18)
