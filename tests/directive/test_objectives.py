from directive.reference.objectives import OBJECTIVES
from directive.text.paragraphs import paragraph


def test_objectives_are_the_eight_of_the_directive():
    assert [row.code for row in OBJECTIVES] == list("12345678")
    assert OBJECTIVES[3].fr == paragraph("3.6(4)").title_fr
