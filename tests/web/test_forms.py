from django import forms


class Sample(forms.Form):
    name = forms.CharField(label="Name", help_text="As people see it.")
    day = forms.DateField(label="Day", required=False)
    audience = forms.ChoiceField(
        label="Audience", choices=[("in", "Internal")], widget=forms.RadioSelect
    )


def test_form_input_is_described_by_its_hint_and_error():
    page = str(Sample({"name": ""}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_helptext"' in page
    assert 'id="id_name_error"' in page


def test_error_summary_links_to_each_field_in_error():
    page = str(Sample({"name": ""}))
    assert 'href="#id_name"' in page
    assert 'href="#id_audience"' in page
    assert 'href="#id_day"' not in page


def test_valid_form_has_no_error_summary():
    assert "There was a problem" not in str(Sample())


def test_radio_choices_are_a_fieldset_with_a_legend():
    page = str(Sample()["audience"].as_field_group())
    assert "<fieldset" in page
    assert "<legend>Audience" in page


def test_date_field_is_a_browser_date_input():
    page = str(Sample({"day": "2026-03-01"})["day"])
    assert 'type="date"' in page
    assert 'value="2026-03-01"' in page


def test_form_escapes_typed_text():
    assert "<script>" not in str(Sample({"name": "<script>alert(1)</script>"}))
