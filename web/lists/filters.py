"""The filters of lists, read from the address: each list declares a `ListFilterSet`."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.validators import EMPTY_VALUES
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django_filters import Filter, FilterSet

from web.lists.pagination import capped_count

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Choices = Iterable[tuple[str, "StrOrPromise"]]
Condition = Callable[[Any], Q]
ANY, SEARCH = _("Any"), _("Search")
MAX_SEARCH_LENGTH = 400  # characters: an address fits


class FieldFilter(Filter):  # type: ignore[misc]  # django-filter has no types
    """A form field, and the condition that a value of it puts on the rows; without one, none.

    `method` names a method of the filter set instead, called with the rows, the name and the value.
    """

    def __init__(
        self, field: forms.Field, condition: Condition | None = None, *, method: str | None = None
    ) -> None:
        super().__init__(label=field.label, method=method)
        field.required = False
        self._form_field = field
        self.condition = condition

    @property
    def field(self) -> forms.Field:
        return self._form_field

    def filter(self, rows: QuerySet[Model], value: object) -> QuerySet[Model]:
        if self.condition is None or value in EMPTY_VALUES:
            return rows
        return rows.filter(self.condition(value))


class SearchFilter(FieldFilter):
    """The search box of a list."""

    def __init__(self, condition: Condition, *, label: "StrOrPromise" = SEARCH) -> None:
        widget = forms.TextInput(attrs={"type": "search"})
        field = forms.CharField(label=label, max_length=MAX_SEARCH_LENGTH, widget=widget)
        super().__init__(field, condition)


class ChoiceFilter(FieldFilter):
    """A select. Its first choice is `empty_label`, for all rows; a function gives all of them itself."""

    def __init__(
        self,
        label: "StrOrPromise",
        choices: Choices | Callable[[], Choices] = (),
        condition: Condition | None = None,
        *,
        empty_label: "StrOrPromise" = ANY,
        widget: type[forms.Widget] = forms.Select,
        method: str | None = None,
    ) -> None:
        offered = choices if callable(choices) else any_or(choices, empty_label)
        field = forms.ChoiceField(label=label, choices=offered, widget=widget)
        super().__init__(field, condition, method=method)


def any_or(choices: Choices, empty_label: "StrOrPromise" = ANY) -> list[tuple[str, "StrOrPromise"]]:
    return [("", empty_label), *choices]


class ListFilterSet(FilterSet):  # type: ignore[misc]  # django-filter has no types
    """A value that cannot be read filters nothing; the form has a sentence about it, shown with the list."""

    # Fields that say how the list is shown: every other one filters it.
    display_names: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, data: QueryDict, rows: QuerySet[Model]) -> None:
        super().__init__(data, rows)

    @property
    def rows(self) -> QuerySet[Any]:
        filtered: QuerySet[Any] = self.qs
        return filtered

    def value(self, name: str) -> Any:
        """The valid value of a field; None or empty where there is none."""
        self.form.is_valid()
        return self.form.cleaned_data.get(name)

    @property
    def active(self) -> dict[str, str]:
        """The filters that have a valid value, as in the address."""
        names = [name for name in self.filters if name not in self.display_names]
        return {name: self.data[name].strip() for name in names if self.value(name)}

    def list_context(self) -> dict[str, object]:
        """What every list shows: its form, whether it is `filtered`, what was `searched`, how many rows fit."""
        total, more = capped_count(self.rows)
        return {
            "form": self.form,
            "filtered": bool(self.active),
            "searched": self.active.get("q", ""),
            "total": total,
            "more": more,
        }
