"""The pages of the form that need no lookup."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directive.reference.objectives import OBJECTIVES
from registry.models import Account, Weekday
from requests_app.forms.base import PageForm
from requests_app.queries.existing_accounts import existing_accounts_for
from requests_app.queries.practitioners import selectable_organizations
from web.fields import CHOOSE
from web.time_zones import choices_with
from workflow.forms import code_label


class NeedForm(PageForm):
    names = ("purpose", "need", "why_not_existing")
    template = "requests_app/page_need.html"

    @cached_property
    def similar(self) -> list[Account]:
        """Existing accounts of the organization that the reader may see (§ 3.16)."""
        proposal = self.row.proposals.first()
        platform = proposal.platform if proposal else None
        return existing_accounts_for(self.row, reader=self.reader, platform=platform)


class AudienceForm(PageForm):
    names = ("audience", "level", "objectives", "use")

    def field(self, name: str) -> forms.Field:
        if name != "objectives":
            return super().field(name)
        choices = OBJECTIVES.choices(code_label)
        return self.make_optional(
            name, forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple)
        )


class LanguagesForm(PageForm):
    names = ("translation_plan", "notice_en", "notice_fr")
    terms = ("notice", "paired-account")

    def field(self, name: str) -> forms.Field:
        if name == "translation_plan":
            return super().field(name)
        return self.make_optional(name, forms.URLField(assume_scheme="https", max_length=200))


class ContentForm(PageForm):
    names = ("content_model", "approval_chain", "coordinator", "coordination_reason")


class MonitoringForm(PageForm):
    names = ("monitoring_days", "monitoring_from", "monitoring_to", "time_zone")
    terms = ("monitoring", "moderation")

    def field(self, name: str) -> forms.Field:
        if name == "monitoring_days":
            days = forms.TypedMultipleChoiceField(
                choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
            )
            return self.make_optional(name, days)
        if name == "time_zone":
            return self.make_optional(
                name, forms.ChoiceField(choices=choices_with(self.row.time_zone))
            )
        time = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time", "class": "short"}))
        return self.make_optional(name, time)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        # The end may be earlier than the start: hours can go past midnight.
        start, end = cleaned.get("monitoring_from"), cleaned.get("monitoring_to")
        if start is not None and start == end:
            self.add_error("monitoring_to", _("The end is the same as the beginning."))
        return cleaned


class DurationForm(PageForm):
    names = ("used_on_deployment", "planned_end")

    def clean_planned_end(self) -> Any:
        day = self.cleaned_data["planned_end"]
        # A planned end that was saved earlier and has passed since blocks no other change.
        if day and day < timezone.localdate() and day != self.row.planned_end:
            raise forms.ValidationError(_("The planned end cannot be in the past."))
        return day


class TransferForm(PageForm):
    names = ("receiving_organization",)

    def field(self, name: str) -> forms.Field:
        others = selectable_organizations().exclude(pk=self.row.organization_id)
        return self.make_optional(
            name, forms.ModelChoiceField(queryset=others, empty_label=CHOOSE[1])
        )


class EarlierApprovalForm(PageForm):
    names = ("earlier_approval_on", "earlier_approval_text")
    terms = ("carry-over",)

    def clean_earlier_approval_on(self) -> Any:
        day = self.cleaned_data["earlier_approval_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The earlier approval cannot be in the future."))
        return day
