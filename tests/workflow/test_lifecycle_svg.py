import re

from workflow.documents.lifecycle_svg import Box, Strip, render_svg


def drawn(*boxes: Box) -> str:
    return render_svg([Strip(boxes)], "The way")


def test_a_mark_is_a_sign_and_never_a_colour_alone() -> None:
    svg = drawn(Box("Draft", "done"), Box("Submitted", "current"), Box("Refused", "stopped"))
    assert re.findall(r">([✓●×] \w+)<", svg) == ["✓ Draft", "● Submitted", "× Refused"]


def test_what_is_written_is_never_markup() -> None:
    assert "&lt;b&gt;" in drawn(Box("<b>"))


def test_with_a_title_it_is_an_image_and_without_one_it_is_not_read_out() -> None:
    assert 'role="img" aria-label="The way"' in drawn(Box("Draft"))
    assert 'aria-hidden="true"' in render_svg([Strip([Box("Draft")])])


def test_a_long_way_goes_on_in_a_second_line() -> None:
    tops = re.findall(r'<rect x="\d+" y="(\d+)"', drawn(*(Box(f"Stage {n}") for n in range(7))))
    assert len(set(tops[:6])) == 1
    assert int(tops[6]) > int(tops[5])


def test_a_box_is_as_high_as_the_longest_words_need() -> None:
    low, high = (
        int(re.search(r'height="(\d+)" rx', drawn(Box(words)))[1])  # type: ignore[index]
        for words in ("Draft", "Awaiting the decision of the one who decides")
    )
    assert high > low


def test_no_style_is_written_into_a_page() -> None:
    assert "style" not in drawn(Box("Draft", step="Consult"))
