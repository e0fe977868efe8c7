from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from requests_app.files import media_type
from requests_app.models import Attachment
from workflow.forms import StepForm

MOST = 20


class AttachForm(StepForm):
    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, PNG, JPEG, DOCX, XLSX, ODT, TXT or CSV, at most 10 MB."),
    )

    @property
    def attachments(self) -> QuerySet[Attachment]:
        return self.row.attachments.filter(removed_at__isnull=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        media_type(file)
        if self.attachments.count() >= MOST:
            raise forms.ValidationError(_("A request has at most 20 files: remove one first."))
        return file
