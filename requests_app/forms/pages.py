"""One form for each page: any field may wait; what is wrong is said, and nothing typed is lost."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from access.fields import CHOOSE
from access.models import Person
from access.time_zones import choices_with
from directive.objectives import OBJECTIVES
from registry.models import Account
from registry.terms import Weekday
from requests_app.content import ADVICE_COVERS, FIELD_LABELS, advice_void
from requests_app.hints import HINTS
from requests_app.models import Request
from requests_app.organizations import choosable
from requests_app.sections import asked, section_of, sections_of
from requests_app.similar import similar_to
from workflow.codes import named
from workflow.forms import StepForm

_BOXES = forms.CheckboxSelectMultiple


class PageForm(StepForm):
    names: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()  # of the glossary, explained beside the fields
    template = "requests_app/page.html"

    def __init__(self, *args: Any, reader: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader = reader
        for name in self.asked_here:
            self.fields[name] = self.field(name)

    @property
    def asked_here(self) -> list[str]:
        return [name for name in self.names if name in asked(self.row.kind)]

    def starting_values(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in self.asked_here}

    def field(self, name: str) -> forms.Field:
        field = Request._meta.get_field(name).formfield()
        return self.waiting(name, field)

    def waiting(self, name: str, field: forms.Field) -> forms.Field:
        """A field that may be left for later."""
        field.required = False
        field.label = FIELD_LABELS[name]
        field.help_text = HINTS.get(name, "")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4
        return field

    @property
    def title(self) -> Any:
        return section_of(self.names[0]).title

    @property
    def place(self) -> tuple[int, int]:
        """Which page of how many."""
        slugs = [section.slug for section in sections_of(self.row.kind)]
        return slugs.index(section_of(self.names[0]).slug) + 1, len(slugs)

    @property
    def touches_advice(self) -> bool:
        """Changing this page may void the advice that PA staff gave (§ 4.1)."""
        return bool(self.row.advised_on) and bool(set(ADVICE_COVERS) & self.covered_here)

    @property
    def covered_here(self) -> set[str]:
        return set(self.asked_here)

    @property
    def advice_void(self) -> bool:
        return advice_void(self.row)


class NeedForm(PageForm):
    names = ("purpose", "need", "why_not_existing")
    template = "requests_app/page_need.html"

    @cached_property
    def similar(self) -> list[Account]:
        """What the organization has already, as far as this reader may see it (§ 3.16)."""
        proposal = self.row.proposals.select_related("platform").first()
        platform = proposal.platform if proposal else None
        return similar_to(self.row, reader=self.reader, platform=platform)


class AudienceForm(PageForm):
    names = ("audience", "level", "objectives", "use")

    def field(self, name: str) -> forms.Field:
        if name != "objectives":
            return super().field(name)
        choices = OBJECTIVES.choices(named)
        return self.waiting(name, forms.MultipleChoiceField(choices=choices, widget=_BOXES))


class LanguagesForm(PageForm):
    names = ("translation_plan", "notice_en", "notice_fr")
    terms = ("notice", "paired-account")

    def field(self, name: str) -> forms.Field:
        if name == "translation_plan":
            return super().field(name)
        return self.waiting(name, forms.URLField(assume_scheme="https", max_length=200))


class ContentForm(PageForm):
    names = ("content_model", "approval_chain", "coordinator", "coordination_reason")


class MonitoringForm(PageForm):
    names = ("monitoring_days", "monitoring_from", "monitoring_to", "time_zone")
    terms = ("monitoring", "moderation")

    def field(self, name: str) -> forms.Field:
        if name == "monitoring_days":
            days = forms.TypedMultipleChoiceField(
                choices=Weekday.choices, coerce=int, widget=_BOXES
            )
            return self.waiting(name, days)
        if name == "time_zone":
            return self.waiting(name, forms.ChoiceField(choices=choices_with(self.row.time_zone)))
        time = forms.TimeField(widget=forms.TimeInput(attrs={"type": "time", "class": "short"}))
        return self.waiting(name, time)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        start, end = cleaned.get("monitoring_from"), cleaned.get("monitoring_to")
        if start is not None and start == end:
            self.add_error("monitoring_to", _("The end is the same as the beginning."))
        return cleaned


class DurationForm(PageForm):
    names = ("deployed", "planned_end")

    def clean_planned_end(self) -> Any:
        day = self.cleaned_data["planned_end"]
        if day and day < timezone.localdate() and day != self.row.planned_end:
            raise forms.ValidationError(_("The planned end cannot be in the past."))
        return day


class TransferForm(PageForm):
    names = ("receiving",)

    def field(self, name: str) -> forms.Field:
        others = choosable().exclude(pk=self.row.organization_id)
        return self.waiting(name, forms.ModelChoiceField(queryset=others, empty_label=CHOOSE[1]))


class EarlierApprovalForm(PageForm):
    names = ("earlier_approval_on", "earlier_approval_text")
    terms = ("carry-over",)

    def clean_earlier_approval_on(self) -> Any:
        day = self.cleaned_data["earlier_approval_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError(_("The earlier approval cannot be in the future."))
        return day
