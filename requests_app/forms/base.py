"""The base of the page forms: any field may stay empty until the request is submitted."""

from typing import Any

from django import forms

from access.models import Person
from requests_app.form_spec import HINTS, asked_fields, page_of_field, pages_of
from requests_app.models import AccountRequest
from requests_app.snapshots import ADVICE_COVERS, FIELD_LABELS, is_advice_void
from workflow.forms import StepForm


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
        return [name for name in self.names if name in asked_fields(self.row.kind)]

    def starting_values(self) -> dict[str, Any]:
        return {name: getattr(self.row, name) for name in self.asked_here}

    def field(self, name: str) -> forms.Field:
        field = AccountRequest._meta.get_field(name).formfield()
        return self.make_optional(name, field)

    def make_optional(self, name: str, field: forms.Field) -> forms.Field:
        # What is missing is no error of a page: the guards of `submit` count it.
        field.required = False
        field.label = FIELD_LABELS[name]
        field.help_text = HINTS.get(name, "")
        if isinstance(field.widget, forms.Textarea):
            field.widget.attrs["rows"] = 4
        return field

    @property
    def title(self) -> Any:
        return page_of_field(self.names[0]).title

    @property
    def place(self) -> tuple[int, int]:
        """(number of this page, number of pages), for the template."""
        slugs = [page.slug for page in pages_of(self.row.kind)]
        return slugs.index(page_of_field(self.names[0]).slug) + 1, len(slugs)

    @property
    def touches_advice(self) -> bool:
        """Whether a change on this page may void the advice of PA staff (§ 4.1)."""
        return bool(self.row.advised_on) and bool(set(ADVICE_COVERS) & self.covered_here)

    @property
    def covered_here(self) -> set[str]:
        """The fields of the request that this page can change."""
        return set(self.asked_here)

    @property
    def advice_void(self) -> bool:
        return is_advice_void(self.row)
