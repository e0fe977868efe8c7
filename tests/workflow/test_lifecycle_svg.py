import re

from workflow.documents.lifecycle_svg import Box, Strip, render_svg


def drawn(*boxes: Box) -> str:
    return render_svg([Strip(boxes)], "The way")


def test_diagram_state_is_marked_by_a_sign_and_not_by_colour_alone() -> None:
    svg = drawn(Box("Draft", "done"), Box("Submitted", "current"), Box("Refused", "stopped"))
    assert re.findall(r">([✓●×] \w+)<", svg) == ["✓ Draft", "● Submitted", "× Refused"]


def test_diagram_escapes_its_labels() -> None:
    assert "&lt;b&gt;" in drawn(Box("<b>"))


def test_diagram_is_an_image_with_a_title_and_hidden_without_one() -> None:
    assert 'role="img" aria-label="The way"' in drawn(Box("Draft"))
    assert 'aria-hidden="true"' in render_svg([Strip([Box("Draft")])])


def test_long_diagram_continues_on_a_second_line() -> None:
    tops = re.findall(r'<rect x="\d+" y="(\d+)"', drawn(*(Box(f"Stage {n}") for n in range(7))))
    assert len(set(tops[:6])) == 1
    assert int(tops[6]) > int(tops[5])


def test_diagram_box_height_fits_its_label() -> None:
    low, high = (
        int(re.search(r'height="(\d+)" rx', drawn(Box(words)))[1])  # type: ignore[index]
        for words in ("Draft", "Awaiting the decision of the one who decides")
    )
    assert high > low


def test_diagram_has_no_inline_style() -> None:
    assert "style" not in drawn(Box("Draft", step="Consult"))
