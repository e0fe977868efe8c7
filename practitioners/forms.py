from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.forms.fields import PersonField
from access.forms.filters import organization_filter
from access.models import Organization
from directive.codes import REVOCATION_REASONS
from directive.lifecycles.practitioner import PRACTITIONER
from web.fields import CHOOSE, DayField, UploadField
from web.lists.filters import ListFilterSet, SearchFilter
from web.text.search import words_in
from web.uploads import SCAN_TYPES
from workflow.forms import ReasonForm, StepForm, code_label, state_filter


class NominateForm(forms.Form):
    person = PersonField(label=_("Person to nominate"))
    need = forms.CharField(
        label=_("Why this person"),
        help_text=_("What they will do, and on which accounts."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    last_day = DayField(
        years_ahead=10,
        label=_("Last day"),
        required=False,
        help_text=_("If the authorization should end by itself, such as on a posting."),
    )
    field_order = ("person", "organization", "need", "last_day")

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = Organization.objects.by_name().filter(pk__in=organizations)
        self.fields["organization"] = forms.ModelChoiceField(
            choices,
            label=_("Organization"),
            empty_label=CHOOSE[1],
            # Most superiors have one organization: nothing to choose.
            initial=choices[0] if len(choices) == 1 else None,
        )


class AdviseForm(StepForm):
    advice = forms.CharField(
        label=_("Your advice"),
        help_text=_("The superior decides with this advice at hand."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )


class EvidenceForm(StepForm):
    trained_on = DayField(
        years_back=10, years_ahead=0, label=_("Day you completed the Social Media Primer")
    )
    evidence = UploadField(
        label=_("Evidence"),
        help_text=_("The certificate or a picture of it: PDF, PNG or JPEG, up to 10 MB."),
        permitted=SCAN_TYPES,
    )


class TrainingForm(StepForm):
    trained_on = DayField(
        years_back=10,
        years_ahead=0,
        label=_("Day the Social Media Primer was completed"),
        help_text=_("As the evidence shows it."),
    )

    def starting_values(self) -> dict[str, Any]:
        return {"trained_on": self.row.trained_on}


class AcknowledgeForm(StepForm):
    duties = forms.BooleanField(  # required: without it there is nothing to acknowledge
        label=_("I know my security duties on social media and will keep to them."),
        help_text=_("Renewed every year."),
    )
    deployed = forms.BooleanField(
        required=False,
        label=_("I also know the direction for deployed operations, and will ask before I post."),
        help_text=_("Needed where an account is used on a deployment, in Canada or abroad."),
    )

    def values(self) -> dict[str, Any]:
        return {"deployed": self.cleaned_data["deployed"]}


class RevokeForm(ReasonForm):
    code = forms.ChoiceField(
        label=_("Ground"), choices=[CHOOSE, *REVOCATION_REASONS.choices(code_label)]
    )
    field_order = ("code", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = _("Explanation")


class PractitionerFilter(ListFilterSet):
    q = SearchFilter(lambda text: words_in("person__sort_name", text), label=_("Name"))
    state = state_filter(PRACTITIONER)
    organization = organization_filter()
