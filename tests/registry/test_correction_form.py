import pytest

from directive.reference.objectives import OBJECTIVES
from registry.forms.correction import CorrectForm

pytestmark = pytest.mark.template_database("demo")


def test_correction_form_lists_objectives_by_name(in_state):
    form = CorrectForm(row=in_state("active"))
    assert [str(name) for _, name in form.fields["objectives"].choices] == [
        o.en for o in OBJECTIVES
    ]
