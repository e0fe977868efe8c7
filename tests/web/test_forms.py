from django import forms


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As people see it.")
    day = forms.DateField(label="Day", required=False)
    audience = forms.ChoiceField(
        label="Audience", choices=[("in", "Internal")], widget=forms.RadioSelect
    )


def test_the_hint_and_the_error_are_tied_to_the_input():
    page = str(Sample({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_the_summary_links_to_each_field_in_error():
    page = str(Sample({"name": ""}))
    assert 'href="#id_name"' in page
    assert 'href="#id_audience"' in page
    assert 'href="#id_day"' not in page


def test_a_form_without_problems_has_no_summary():
    assert "There was a problem" not in str(Sample())


def test_a_group_of_choices_is_a_fieldset_with_its_legend():
    page = str(Sample()["audience"].as_field_group())
    assert "<fieldset" in page
    assert "<legend>Audience" in page


def test_a_day_is_asked_for_with_the_date_field_of_the_browser():
    page = str(Sample({"day": "2026-03-01"})["day"])
    assert 'type="date"' in page
    assert 'value="2026-03-01"' in page


def test_what_was_typed_is_escaped():
    assert "<script>" not in str(Sample({"name": "<script>alert(1)</script>"}))
