import ast
import re
from pathlib import Path

import pytest

import directive
from dev.typography import find_errors
from directive.text.paragraph import Force
from directive.text.paragraphs import (
    PARAGRAPHS,
    PUBLIC_PAGES,
    UnknownParagraph,
    paragraph,
    sort_key,
)

LAST = {3: 16, 4: 20, 5: 5, 6: 1}
LISTS = {"3.3": 10, "3.6": 8, "4.7": 4, "4.10": 7, "4.20": 5, "5.3": 9, "5.4": 2}
NOTES = ("3.1", "4.2", "4.14", "4.19", "5.3")
HOLDERS = {"ADM(IM)": 3, "ADM(PA)": 10, "L1": 5, "CO": 3, "DAIP": 2, "practitioner": 8}
NUMBER = re.compile(r"[3-6]\.\d+(\(\d+\))?( Note| [\w()]+ \d+)?")


def outline() -> list[str]:
    """The numbers of sections 3 to 6, counted from the text of the directive."""
    numbers = []
    for section, last in LAST.items():
        for number in (f"{section}.{place}" for place in range(1, last + 1)):
            numbers.append(number)
            numbers += [f"{number}({item})" for item in range(1, LISTS.get(number, 0) + 1)]
            numbers += [f"{number} Note"] if number in NOTES else []
    return numbers + [
        f"6.1 {holder} {place}" for holder, last in HOLDERS.items() for place in range(1, last + 1)
    ]


def cited() -> set[tuple[str, str]]:
    """Each (module, number) that the tables and guards of the directive cite."""
    found = set()
    package = Path(directive.__file__).parent
    for module in package.rglob("*.py"):
        for node in ast.walk(ast.parse(module.read_text())):
            value = getattr(node, "value", None) if isinstance(node, ast.Constant) else None
            if isinstance(value, str) and NUMBER.fullmatch(value):
                found.add((str(module.relative_to(package)), value))
    return found


def test_paragraphs_of_sections_3_to_6_are_complete_and_in_order():
    assert [row.number for row in PARAGRAPHS if row.number[0] in "3456"] == outline()


def test_defined_terms_of_section_2_are_complete():
    assert len([row for row in PARAGRAPHS if row.number.startswith("2 ")]) == 6
    assert paragraph("2 social media practitioner").number_fr == "2 praticien des médias sociaux"


@pytest.mark.parametrize(("module", "number"), sorted(cited()))
def test_cited_paragraph_exists(module, number):
    assert paragraph(number).number == number


def test_unknown_paragraph_number_is_refused():
    with pytest.raises(UnknownParagraph):
        paragraph("4.21")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3.9", "3.10"),
        ("4.10(2)", "4.10(7)"),
        ("3.3(2)", "3.3(10)"),
        ("4.10(7)", "4.11"),
        ("4.2", "4.2 Note"),
        ("5.3(9)", "5.3 Note"),
        ("6.1 ADM(PA) 2", "6.1 ADM(PA) 10"),
        ("6.1 ADM(PA) 10", "6.1 L1 1"),
        ("2 comment", "3.1"),
    ],
)
def test_paragraph_numbers_sort_in_the_order_of_the_directive(first, second):
    assert sort_key(first) < sort_key(second)


@pytest.mark.parametrize(
    ("number", "french"),
    [
        ("4.3", "4.3"),
        ("3.1 Note", "3.1 nota"),
        ("6.1 ADM(PA) 2", "6.1 SMA(AP) 2"),
        ("6.1 ADM(IM) 1", "6.1 SMA(GI) 1"),
        ("6.1 L1 4", "6.1 N1 4"),
        ("6.1 practitioner 1", "6.1 praticien 1"),
    ],
)
def test_french_citation_uses_french_names(number, french):
    assert paragraph(number).number_fr == french


@pytest.mark.parametrize(
    ("number", "force"),
    [
        ("3.2", Force.CONTEXT),
        ("3.13", Force.SHOULD),
        ("4.3", Force.MUST),
        ("4.5", Force.MUST),
        ("4.11", Force.SHOULD),
        ("4.14 Note", Force.MAY),
        ("5.4", Force.MAY),
        ("6.1 DAIP 2", Force.MUST),
    ],
)
def test_paragraph_has_the_force_of_its_wording(number, force):
    assert paragraph(number).force == force


def test_paragraph_anchors_are_unique_and_valid_in_urls():
    anchors = [row.anchor for row in PARAGRAPHS]
    assert paragraph("4.10(2)").anchor == "p-4.10(2)"
    assert len(set(anchors)) == len(anchors)
    assert not [anchor for anchor in anchors if re.search(r"\s", anchor)]


def test_public_directive_url_is_in_the_language_of_the_reader():
    assert PUBLIC_PAGES["en"].startswith("https://www.canada.ca/en/")
    assert PUBLIC_PAGES["fr"].startswith("https://www.canada.ca/fr/")


@pytest.mark.parametrize("row", PARAGRAPHS, ids=lambda row: row.number)
def test_paragraph_titles_are_short_and_in_both_languages(row):
    assert 0 < len(row.title_en) <= 70
    assert 0 < len(row.title_fr) <= 80
    assert not row.title_en.endswith(".")
    assert not find_errors(row.title_fr)
