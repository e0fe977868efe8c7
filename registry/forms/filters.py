"""Filters of the account list and of the public list. They are in the address, to be shared."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from access.effective_roles import UserAccess
from access.models import Organization
from access.policy import visible_to
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, Language, Platform
from registry.tables import (
    COLUMNS,
    DEFAULT_COLUMNS,
    NEWEST,
    Column,
    chosen_columns,
    order_columns,
    sort_choices,
)
from web.collation import collation_key

_DISPLAY_FIELDS = ("columns", "sort")  # how the list is shown; every other field filters it


def _any(choices: Any) -> list[tuple[str, Any]]:
    return [("", _("Any")), *choices]


class AccountFilter(forms.Form):
    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=_any((state.name, _(state.label)) for state in ACCOUNT.states),
    )
    organization = forms.ChoiceField(label=_("Organization and below"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=_any(Language.choices)
    )
    late = forms.ChoiceField(
        label=_("Target date"), required=False, choices=_any([("1", _("Passed"))])
    )
    columns = forms.MultipleChoiceField(
        label=_("Columns"),
        required=False,
        choices=[(column.name, column.label) for column in COLUMNS],
        widget=forms.CheckboxSelectMultiple,
    )
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=sort_choices)
    field_order = ("q", "state", "organization", "platform", "language", "late", "sort", "columns")

    def __init__(self, data: QueryDict, *, access: UserAccess) -> None:
        data = data.copy()  # the QueryDict of a request is immutable
        if "columns" not in data:
            data.setlist("columns", list(DEFAULT_COLUMNS))
        super().__init__(data)
        self.fields["organization"].choices = _any(_organizations(access))
        self.fields["platform"].choices = _any(_platforms())
        self.is_valid()

    def value_of(self, name: str) -> str:
        """The valid value of a filter, or nothing: an address with an invalid one still shows a list."""
        return self.cleaned_data.get(name) or ""

    @property
    def active_filters(self) -> dict[str, str]:
        names = [name for name in self.fields if name not in _DISPLAY_FIELDS]
        return {name: self.value_of(name) for name in names if self.value_of(name)}

    @property
    def shown_columns(self) -> list[Column]:
        return chosen_columns(self.value_of("columns"))

    @property
    def sorting(self) -> str:
        return self.value_of("sort") or NEWEST

    @property
    def order(self) -> tuple[str, str]:
        return order_columns(self.sorting)

    def query_params(self, **other: str) -> dict[str, Any]:
        """The query parameters of this list, changed by `other`; defaults are left out."""
        columns = [column.name for column in self.shown_columns[1:]]
        params = {"sort": self.sorting, "columns": columns, **self.active_filters, **other}
        defaults = {"sort": NEWEST, "columns": list(DEFAULT_COLUMNS)}
        return {name: value for name, value in params.items() if value != defaults.get(name)}

    def query(self, **other: str) -> str:
        return urlencode(self.query_params(**other), doseq=True)


class OfficialFilter(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    platform = forms.ChoiceField(label=_("Platform"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["platform"].choices = _any(_platforms())
        self.is_valid()

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())

    def apply(self, rows: QuerySet[Account]) -> QuerySet[Account]:
        rows = rows.filter(_text(self.cleaned_data.get("q", "")))
        slug = self.cleaned_data.get("platform")
        return rows.filter(platform__slug=slug) if slug else rows


def filter_accounts(access: UserAccess, form: AccountFilter) -> QuerySet[Account]:
    """The visible accounts that match the form; the list, its count and its export use the same."""
    rows = visible_to(access, Account).filter(_text(form.value_of("q")))
    if state := form.value_of("state"):
        rows = rows.filter(state=state)
    if code := form.value_of("organization"):
        path = Organization.objects.values_list("path", flat=True).get(code=code)
        rows = rows.filter(organization__path__startswith=path)
    if slug := form.value_of("platform"):
        rows = rows.filter(platform__slug=slug)
    if form.value_of("late"):
        rows = rows.filter(due_on__lt=timezone.localdate())
    if language := form.value_of("language"):
        rows = rows.filter(language=language)
    return rows


def _text(q: str) -> Q:
    """Every word of `q` is in a name or the handle, or is the registry number."""
    rule = Q()
    for word in q.split():
        rule &= (
            Q(name_en__icontains=word)
            | Q(name_fr__icontains=word)
            | Q(handle__icontains=word.removeprefix("@"))
            | Q(number__iexact=word)
        )
    return rule


def _organizations(access: UserAccess) -> list[tuple[str, str]]:
    # There can be thousands of units: only the upper levels and the person's own are listed.
    upper = Q(level__in=(Organization.Level.ROOT, Organization.Level.L1))
    own = Q(
        pk__in=[
            effective_role.organization_id
            for effective_role in access.effective_roles
            if effective_role.organization_id
        ]
    )
    return [(row.code, row.name) for row in Organization.objects.by_name().filter(upper | own)]


def _platforms() -> list[tuple[str, str]]:
    names = Platform.objects.only("slug", "name_en", "name_fr")
    return sorted(
        ((row.slug, row.name) for row in names), key=lambda choice: collation_key(choice[1])
    )
