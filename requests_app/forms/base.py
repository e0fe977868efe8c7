"""The base of the page forms: any field may stay empty until the request is submitted."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import DateField

from access.models import Person
from requests_app.form_spec import (
    FORM_FIELDS,
    FORM_PAGES,
    Digest,
    FormField,
    covered_fields,
    fields_on,
    pages_of,
)
from requests_app.models import AccountRequest, column
from requests_app.snapshots import is_advice_void
from web.fields import DayField
from workflow.forms import StepForm

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class PageForm(StepForm):
    """The fields of one page. A subclass builds those that need more than the form field of their column."""

    slug: str
    # Those that the subclass asks for by other inputs.
    apart: frozenset[str] = frozenset()
    terms: tuple[str, ...] = ()  # of the glossary, explained beside the fields
    template = "requests_app/page.html"
    row: AccountRequest

    def __init__(
        self,
        *args: Any,
        row: AccountRequest,
        reader: Person,
        form_fields: Sequence[FormField] = FORM_FIELDS,
        **kwargs: Any,
    ) -> None:
        self.asked_here = [
            field
            for field in fields_on(self.slug, row.kind, form_fields)
            if field.name not in self.apart
        ]
        super().__init__(*args, row=row, **kwargs)
        self.reader = reader
        for field in self.asked_here:
            self.fields[field.name] = self.build_field(field)

    def starting_values(self) -> dict[str, Any]:
        return {field.name: getattr(self.row, field.name) for field in self.asked_here}

    def build_field(self, field: FormField) -> forms.Field:
        source = column(field.name)
        # Of a date, within bounds.
        options: dict[str, Any] = {"form_class": DayField} if isinstance(source, DateField) else {}
        built = source.formfield(**options)
        assert built is not None  # a column without a form field cannot be asked for
        return self.make_optional(field, built)

    def make_optional(self, field: FormField, built: forms.Field) -> forms.Field:
        # What is missing is no error of a page: the guards of `submit` count it.
        built.required = False
        built.label = field.label
        built.help_text = field.hint
        if isinstance(built.widget, forms.Textarea):
            built.widget.attrs["rows"] = 4
        return built

    @property
    def title(self) -> "StrOrPromise":
        return next(page.title for page in FORM_PAGES if page.slug == self.slug)

    @property
    def place(self) -> tuple[int, int]:
        """(number of this page, number of pages), for the template."""
        slugs = [page.slug for page in pages_of(self.row.kind)]
        return slugs.index(self.slug) + 1, len(slugs)

    @property
    def touches_advice(self) -> bool:
        """Whether a change on this page may void the advice of PA staff (§ 4.1)."""
        here = {field.name for field in fields_on(self.slug, self.row.kind)}
        return bool(self.row.advised_on) and bool(covered_fields(Digest.ADVICE) & here)

    @property
    def advice_void(self) -> bool:
        return is_advice_void(self.row)
