from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

from directive.text.paragraphs import UnknownParagraph


def render(name: str, **values: object) -> str:
    return render_to_string(f"ui/{name}.html", values)


def test_date_template_has_a_long_and_a_short_form():
    assert ">March\N{NO-BREAK SPACE}4, 2026<" in render("date", day=date(2026, 3, 4))
    assert ">2026-03-04<" in render("date", day=date(2026, 3, 4), short=1)


def test_time_template_names_its_time_zone():
    at = datetime(2026, 3, 4, 21, 30, tzinfo=UTC)
    page = render("time", at=at)
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
def test_days_left_template_counts_working_days(days, words):
    assert words in render("days_left", days_left=days)


def test_days_left_template_is_empty_without_a_target():
    assert render("days_left", days_left=None) == ""


def test_paragraph_template_links_the_anchor():
    assert 'href="/en/directive/#p-4.2Note"' in render("paragraph", number="4.2 Note")


def test_paragraph_template_cites_in_the_language_of_the_reader():
    with override("fr"):
        assert "4.2 nota" in render("paragraph", number="4.2 Note")


def test_paragraph_template_refuses_an_unknown_number():
    with pytest.raises(UnknownParagraph):
        render("paragraph", number="9.9")


def test_refused_available_step_is_a_button_without_link_and_says_why():
    step = SimpleNamespace(
        label="Approve", url="/x/", refusal=True, sentence="No assessment.", paragraph="4.9"
    )
    page = render("available_steps", available_steps=[step])
    assert "<button" in page
    assert 'href="/x/"' not in page
    assert "No assessment." in page


def test_holder_template_says_that_no_person_can_act():
    assert "Nobody can take the next step" in render("holder", who="")


def test_summary_list_shows_zero_and_marks_missing_values():
    page = render("summary_list", rows=[("Followers", 0), ("End", "")])
    assert "<p>0</p>" in page
    assert page.count("Not given") == 1


def test_capped_count_has_thousands_separators():
    assert "1,000+ found" in render("count", total=1000, more=True)
