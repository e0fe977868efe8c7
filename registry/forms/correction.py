"""Correction of the terms that need no change request (§ 4.6)."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from access.forms.fields import PeopleField
from access.models import Person
from access.policy import audience_of_roles
from directive.readiness import READINESS
from directive.reference.objectives import OBJECTIVES
from practitioners.models import Authorization
from registry.forms.notices import NoticeField
from registry.models import Account, Weekday
from web.fields import DayField, model_choice
from web.time_zones import choices_with
from workflow.forms import StepForm, code_label

# Not here: handle, language, organization, audience, level and purpose need an approved request.
CORRECTED = (
    "name_en",
    "name_fr",
    "use",
    "objectives",
    "responsible_person",
    "backup_monitor",
    "notice_en",
    "notice_fr",
    "monitoring_days",
    "monitoring_from",
    "monitoring_to",
    "time_zone",
    "translation_plan",
    "content_model",
    "approval_chain",
    "coordinator",
    "coordination_reason",
    "used_on_deployment",
    "planned_end",
)
_LONG = ("translation_plan", "content_model", "approval_chain", "coordination_reason")
_WIDGETS: dict[str, Any] = {
    **{name: forms.Textarea(attrs={"rows": 4}) for name in _LONG},
    "monitoring_from": forms.TimeInput(attrs={"type": "time"}),
    "monitoring_to": forms.TimeInput(attrs={"type": "time"}),
    "planned_end": forms.DateInput(attrs={"type": "date"}),
}
# The roles of that readiness row: the two must not disagree.
_RESPONSIBLE_ROLES = next(row.roles for row in READINESS if row.code == "responsible_person")


class CorrectForm(StepForm):
    reason = forms.CharField(
        label=_("Why it is corrected"), widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        eligible = _eligible_practitioners(self.row)
        self.fields |= fields_for_model(
            Account, fields=CORRECTED, widgets=_WIDGETS, formfield_callback=_form_field
        )
        self.fields["objectives"] = _objectives_field()
        self.fields["monitoring_days"] = _days_field()
        self.fields["practitioners"] = PeopleField(label=_("Practitioners"), queryset=eligible)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=choices_with(self.row.time_zone)
        )
        model_choice(self, "backup_monitor").queryset = eligible
        # § 4.17: whoever answers for the content is a superior there, or the person of today.
        superiors = audience_of_roles(_RESPONSIBLE_ROLES, self.row.organization)
        model_choice(self, "responsible_person").queryset = Person.objects.filter(
            pk__in=[*(person.pk for person in superiors), self.row.responsible_person_id]
        )
        self.order_fields([*CORRECTED[:6], "practitioners", *CORRECTED[6:], "reason"])

    def starting_values(self) -> dict[str, Any]:
        values = {
            name: self.row._meta.get_field(name).value_from_object(self.row) for name in CORRECTED
        }
        return values | {"practitioners": list(self.row.practitioners.all())}


def _form_field(field: "models.Field[Any, Any]", **options: Any) -> forms.Field | None:
    if isinstance(field, models.DateField):
        options["form_class"] = DayField
    if isinstance(field, models.URLField):
        options["form_class"] = NoticeField
    return field.formfield(**options)


def _eligible_practitioners(account: Account) -> Any:
    in_force = Authorization.objects.in_force().covering(account.organization)
    # Those named already stay on the list: an unrelated correction must not remove them unseen.
    named = account.practitioners.values("pk")
    return Person.objects.filter(Q(pk__in=in_force.values("person")) | Q(pk__in=named))


def _objectives_field() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=_("Objectives"),
        choices=OBJECTIVES.choices(code_label),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _days_field() -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=_("Days watched"),
        choices=Weekday.choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
