import pytest

from dev.typography import find_errors
from directive.text.glossary import TERMS, Term
from directive.text.paragraphs import paragraph


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_glossary_term_is_explained_in_both_languages(term: Term) -> None:
    assert term.meaning_en
    assert not find_errors(term.fr) + find_errors(term.meaning_fr)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.code)
def test_glossary_term_cites_existing_paragraphs(term: Term) -> None:
    assert [paragraph(number).number for number in term.paragraphs] == list(term.paragraphs)


def test_glossary_term_codes_are_unique() -> None:
    assert len({term.code for term in TERMS}) == len(TERMS)
