"""Forms of the steps of a request that need something written."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.forms.fields import PersonField
from access.models import Person
from requests_app.enums import AdviceFinding
from requests_app.form_spec import FIELD_LABELS
from requests_app.models import AccountRequest, Attachment
from requests_app.queries.practitioners import eligible_practitioners, operating_organization
from requests_app.services.returns import open_reasons
from web.fields import UploadField
from web.uploads import DOCUMENT_TYPES
from workflow.forms import StepForm


class AdviseForm(StepForm):
    finding = forms.ChoiceField(
        label=_("Advice of PA staff"), choices=AdviceFinding, widget=forms.RadioSelect
    )
    advice = forms.CharField(
        label=_("Why"),
        help_text=_("The requester and every reviewer read this with the request (§ 3.11, 3.16)."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class WithdrawForm(StepForm):
    reason = forms.CharField(
        label=_("Why you withdraw it"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class NamePractitionerForm(StepForm):
    row: AccountRequest
    person = PersonField(label=_("Practitioner"), max_length=200)

    def clean_person(self) -> Person:
        person: Person = self.cleaned_data["person"]
        if (
            not eligible_practitioners(operating_organization(self.row))
            .filter(pk=person.pk)
            .exists()
        ):
            raise forms.ValidationError(
                _("Choose a practitioner whose authorization is in force here.")
            )
        return person

    def values(self) -> dict[str, Any]:
        return {"people": [self.cleaned_data["person"]]}


class AnswerForm(StepForm):
    """One field for each reason of the return, named by its id. It may stay empty for now."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for reason in open_reasons(self.row):
            self.fields[str(reason.pk)] = forms.CharField(
                label=f"{FIELD_LABELS.get(reason.field, reason.field)} (§ {reason.paragraph})",
                help_text=reason.text,
                required=False,
                initial=reason.answer,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def values(self) -> dict[str, Any]:
        return {"answers": {UUID(name): text for name, text in super().values().items()}}


MAX_ATTACHMENTS = 20


class AttachForm(StepForm):
    row: AccountRequest
    file = UploadField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT or CSV, at most 10 MB."),
        permitted=DOCUMENT_TYPES,
    )

    @property
    def attachments(self) -> QuerySet[Attachment]:
        return self.row.attachments.filter(removed_at__isnull=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if self.attachments.count() >= MAX_ATTACHMENTS:
            raise forms.ValidationError(_("A request has at most 20 files: remove one first."))
        return file
