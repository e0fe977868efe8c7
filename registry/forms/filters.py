"""The filters of the registry: in the address, so that a list can be shared."""

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
    order_of,
    sorts,
)
from web.collation import collation_key

_SHAPING = ("columns", "sort")  # how a list is shown; every other field narrows it


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
    sort = forms.ChoiceField(label=_("Order"), required=False, choices=sorts)
    field_order = ("q", "state", "organization", "platform", "language", "late", "sort", "columns")

    def __init__(self, data: QueryDict, *, access: UserAccess) -> None:
        data = data.copy()
        if "columns" not in data:
            data.setlist("columns", list(DEFAULT_COLUMNS))
        super().__init__(data)
        self.fields["organization"].choices = _any(_organizations(access))
        self.fields["platform"].choices = _any(_platforms())
        self.is_valid()

    def chosen(self, name: str) -> str:
        """A filter that is not known filters nothing."""
        return self.cleaned_data.get(name) or ""

    @property
    def narrowing(self) -> dict[str, str]:
        names = [name for name in self.fields if name not in _SHAPING]
        return {name: self.chosen(name) for name in names if self.chosen(name)}

    @property
    def shown(self) -> list[Column]:
        return chosen_columns(self.chosen("columns"))

    @property
    def sorting(self) -> str:
        return self.chosen("sort") or NEWEST

    @property
    def order(self) -> tuple[str, str]:
        return order_of(self.sorting)

    def asked(self, **other: str) -> dict[str, Any]:
        """What the address says of this list: what is usual is left out."""
        columns = [column.name for column in self.shown[1:]]
        said = {"sort": self.sorting, "columns": columns, **self.narrowing, **other}
        usual = {"sort": NEWEST, "columns": list(DEFAULT_COLUMNS)}
        return {name: value for name, value in said.items() if value != usual.get(name)}

    def query(self, **other: str) -> str:
        return urlencode(self.asked(**other), doseq=True)


class OfficialFilter(forms.Form):
    """Of the public list."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    platform = forms.ChoiceField(label=_("Platform"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["platform"].choices = _any(_platforms())
        self.is_valid()

    @property
    def narrows(self) -> bool:
        return any(self.cleaned_data.values())

    def narrowed(self, rows: QuerySet[Account]) -> QuerySet[Account]:
        rows = rows.filter(_text(self.cleaned_data.get("q", "")))
        slug = self.cleaned_data.get("platform")
        return rows.filter(platform__slug=slug) if slug else rows


def filter_accounts(access: UserAccess, form: AccountFilter) -> QuerySet[Account]:
    """What this person may see, and asked for: the list, its count and its export alike."""
    rows = visible_to(access, Account).filter(_text(form.chosen("q")))
    if state := form.chosen("state"):
        rows = rows.filter(state=state)
    if code := form.chosen("organization"):
        path = Organization.objects.values_list("path", flat=True).get(code=code)
        rows = rows.filter(organization__path__startswith=path)
    if slug := form.chosen("platform"):
        rows = rows.filter(platform__slug=slug)
    if form.chosen("late"):
        rows = rows.filter(due_on__lt=timezone.localdate())
    if language := form.chosen("language"):
        rows = rows.filter(language=language)
    return rows


def _text(q: str) -> Q:
    """Each word somewhere in the names, the handle or the number."""
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
    """The upper levels and the reader's own: nobody would read a list of every unit."""
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
