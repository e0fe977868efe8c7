from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.forms.fields import OrganizationField
from access.models import Person
from directive.lifecycles.request import REQUEST
from requests_app.enums import Kind

_ANY = [("", _("Any"))]


class RequestFilterForm(forms.Form):
    mine = forms.ChoiceField(
        label=_("Whose"), required=False, choices=[("", _("All requests")), ("1", _("My requests"))]
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[*_ANY, *((state.name, _(state.label)) for state in REQUEST.states)],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*_ANY, *Kind.choices])
    late = forms.ChoiceField(
        label=_("Target date"), required=False, choices=[*_ANY, ("1", _("Passed"))]
    )
    organization = OrganizationField(
        label=_("Organization"), required=False, help_text=_("With all below it.")
    )

    def rule(self, person: Person) -> Q:
        """The filters as a query; with an invalid one all rows, and the error beside its field."""
        values = self.cleaned_data if self.is_valid() else {}
        rule = Q()
        if values.get("mine"):
            own = Q(requester=person) | Q(submitted_by=person)
            # A join on practitioners would repeat a row for each of them.
            rule &= own | Q(pk__in=person.requests.values("pk"))
        for name in ("state", "kind"):
            if values.get(name):
                rule &= Q(**{name: values[name]})
        if values.get("late"):
            rule &= Q(due_on__lt=timezone.localdate())
        if values.get("organization"):
            rule &= Q(organization__path__startswith=values["organization"].path)
        return rule
