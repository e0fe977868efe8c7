from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` as label, hint, error and input."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"
