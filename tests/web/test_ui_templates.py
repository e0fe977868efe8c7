from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from directive.text.paragraphs import UnknownParagraph


def part(name: str, **values: object) -> str:
    return render_to_string(f"ui/{name}.html", values)


def test_a_day_in_words_and_in_a_table():
    assert ">March\N{NO-BREAK SPACE}4, 2026<" in part("date", day=date(2026, 3, 4))
    assert ">2026-03-04<" in part("date", day=date(2026, 3, 4), short=1)


def test_a_moment_says_its_zone():
    at = datetime(2026, 3, 4, 21, 30, tzinfo=UTC)
    page = part("time", at=at)
    assert "4:30\N{NO-BREAK SPACE}pm" in page
    assert "Eastern time" in page


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-4, "4 working days late"),
        (-1, "1 working day late"),
        (0, "Target is today"),
        (1, "1 working day left"),
        (9, "9 working days left"),
    ],
)
def test_working_days_in_words(days, words):
    assert words in part("days_left", days_left=days)


def test_without_a_target_no_days_are_shown():
    assert part("days_left", days_left=None) == ""


def test_a_paragraph_is_linked_to_its_place():
    assert 'href="/en/directive/#p-4.2Note"' in part("paragraph", number="4.2 Note")


def test_a_paragraph_is_cited_in_the_language_of_the_reader():
    with override("fr"):
        assert "4.2 nota" in part("paragraph", number="4.2 Note")


def test_a_paragraph_that_does_not_exist_is_not_cited():
    with pytest.raises(UnknownParagraph):
        part("paragraph", number="9.9")


def test_an_offer_that_must_wait_is_no_link_and_says_why():
    offer = SimpleNamespace(
        label="Approve", url="/x/", refusal=True, sentence="No assessment.", paragraph="4.9"
    )
    page = part("available_steps", offers=[offer])
    assert "<button" in page
    assert 'href="/x/"' not in page
    assert "No assessment." in page


def test_nobody_to_act_is_said():
    assert "Nobody can take the next step" in part("holder", who="")


def test_a_nought_is_a_value_and_nothing_is_said_to_be_missing():
    page = part("summary_list", rows=[("Followers", 0), ("End", "")])
    assert "<p>0</p>" in page
    assert page.count("Not given") == 1


def test_a_capped_count_is_grouped():
    assert "1,000+ found" in part("count", total=1000, more=True)
