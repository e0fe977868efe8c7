"""The page on people: practitioners, responsible person, back-up (§ 4.1, 4.16, 4.17)."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from access.forms.fields import PeopleField, PersonField
from access.models import Person
from requests_app.form_spec import FormField
from requests_app.forms.base import PageForm
from requests_app.queries.practitioners import (
    eligible_practitioners,
    find_eligible,
    operating_organization,
)


class PeopleForm(PageForm):
    slug = "people"
    terms = ("practitioner", "superior")
    template = "requests_app/page_people.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        find = forms.CharField(label=_("Find a practitioner"), required=False, max_length=100)
        find.help_text = _("Part of a name or an e-mail address. Tick whom you find.")
        self.fields["find"] = find
        self.order_fields(["find", *(field.name for field in self.asked_here)])

    def starting_values(self) -> dict[str, Any]:
        # A PersonField takes the sign-in name, which is unique.
        values = {
            name: value.username if isinstance(value, Person) else value
            for name, value in super().starting_values().items()
        }
        return values | {"practitioners": list(self.row.practitioners.all())}

    def build_field(self, field: FormField) -> forms.Field:
        if field.name == "practitioners":
            return self.make_optional(field, PeopleField(queryset=self._selectable_people()))
        if field.name in {"responsible_person", "backup_monitor"}:
            return self.make_optional(field, PersonField(max_length=200))
        return super().build_field(field)

    def clean_backup_monitor(self) -> Person | None:
        person: Person | None = self.cleaned_data["backup_monitor"]
        if (
            person
            and not eligible_practitioners(operating_organization(self.row))
            .filter(pk=person.pk)
            .exists()
        ):
            raise forms.ValidationError(
                _("Choose a practitioner whose authorization is in force here.")
            )
        return person

    def values(self) -> dict[str, Any]:
        values = super().values()
        del values["find"]
        return values | {"practitioners": list(values["practitioners"])}

    def _selectable_people(self) -> QuerySet[Person]:
        """People named, found by the search or ticked, and not the whole organization."""
        # Those named or ticked stay on the list, or a second search would untick them.
        named = list(self.row.practitioners.values_list("pk", flat=True))
        matches = find_eligible(
            operating_organization(self.row), self.data.get("find", "") if self.is_bound else ""
        )
        ticked = eligible_practitioners(operating_organization(self.row)).filter(
            pk__in=self._ticked()
        )
        shown = {*named, *(person.pk for person in matches), *(person.pk for person in ticked)}
        return Person.objects.filter(pk__in=shown).order_by("sort_name", "pk")

    def _ticked(self) -> list[UUID]:
        if not self.is_bound:
            # People from the row, or ids from an autosave.
            return [getattr(item, "pk", item) for item in self.initial["practitioners"]]
        name = self.add_prefix("practitioners")
        ticked = []
        for text in PeopleField.widget().value_from_datadict(self.data, self.files, name):
            with suppress(ValueError):  # the field itself reports what is no id
                ticked.append(UUID(text))
        return ticked
