"""The pages of the form that need no lookup."""

from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directive.reference.objectives import OBJECTIVES
from registry.forms.notices import NoticeField
from registry.models import Account, Weekday
from requests_app.form_spec import FormField
from requests_app.forms.base import PageForm
from requests_app.queries.existing_accounts import existing_accounts_for
from requests_app.queries.practitioners import selectable_organizations
from web.fields import CHOOSE
from web.time_zones import choices_with
from workflow.forms import code_label


class NeedForm(PageForm):
    slug = "need"
    template = "requests_app/page_need.html"

    @cached_property
    def similar(self) -> list[Account]:
        """Existing accounts of the organization that the reader may see (§ 3.16)."""
        proposal = self.row.proposals.first()
        platform = proposal.platform if proposal else None
        return existing_accounts_for(self.row, reader=self.reader, platform=platform)


class AudienceForm(PageForm):
    slug = "audience"

    def build_field(self, field: FormField) -> forms.Field:
        if field.name != "objectives":
            return super().build_field(field)
        choices = OBJECTIVES.choices(code_label)
        return self.make_optional(
            field, forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        )


class LanguagesForm(PageForm):
    slug = "languages"
    terms = ("notice", "paired-account")

    def build_field(self, field: FormField) -> forms.Field:
        if field.name not in {"notice_en", "notice_fr"}:
            return super().build_field(field)
        return self.make_optional(field, NoticeField(max_length=200))


class ContentForm(PageForm):
    slug = "content"


class MonitoringForm(PageForm):
    slug = "monitoring"
    terms = ("monitoring", "moderation")

    def build_field(self, field: FormField) -> forms.Field:
        if field.name == "monitoring_days":
            days = forms.TypedMultipleChoiceField(
                choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
            )
            return self.make_optional(field, days)
        if field.name == "time_zone":
            return self.make_optional(
                field, forms.ChoiceField(choices=choices_with(self.row.time_zone))
            )
        built = super().build_field(field)
        if isinstance(built, forms.TimeField):
            built.widget = forms.TimeInput(attrs={"type": "time", "class": "short"})
        return built

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        # The end may be earlier than the start: hours can go past midnight.
        start, end = cleaned.get("monitoring_from"), cleaned.get("monitoring_to")
        if start is not None and start == end:
            self.add_error("monitoring_to", _("The end is the same as the beginning."))
        return cleaned


class DurationForm(PageForm):
    slug = "duration"

    def clean_planned_end(self) -> date | None:
        day: date | None = self.cleaned_data["planned_end"]
        # A planned end that was saved earlier and has passed since blocks no other change.
        if day and day < timezone.localdate() and day != self.row.planned_end:
            raise forms.ValidationError(_("The planned end cannot be in the past."))
        return day


class TransferForm(PageForm):
    slug = "transfer"

    def build_field(self, field: FormField) -> forms.Field:
        if field.name != "receiving_organization":
            return super().build_field(field)
        others = selectable_organizations().exclude(pk=self.row.organization_id)
        return self.make_optional(
            field, forms.ModelChoiceField(queryset=others, empty_label=CHOOSE[1])
        )


class EarlierApprovalForm(PageForm):
    slug = "earlier-approval"
    terms = ("carry-over",)

    def clean_earlier_approval_on(self) -> date | None:
        day: date | None = self.cleaned_data["earlier_approval_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The earlier approval cannot be in the future."))
        return day
