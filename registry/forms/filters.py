"""Filters of the account list and of the public list. They are in the address, to be shared."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from access.effective_roles import UserAccess
from access.models import Organization
from access.policy import visible_to
from directive.lifecycles.account import ACCOUNT
from registry.models import Account, Language, Platform
from registry.queries.search import account_condition
from registry.tables import (
    COLUMNS,
    DEFAULT_COLUMNS,
    NEWEST,
    PLATFORM_COLUMNS,
    Column,
    chosen_columns,
    order_columns,
    sort_choices,
)
from web.language import collation_key
from web.lists.filters import ChoiceFilter, FieldFilter, ListFilterSet, SearchFilter, any_or
from workflow.forms import late_filter, state_filter


def _platform_filter() -> ChoiceFilter:
    return ChoiceFilter(_("Platform"), condition=lambda slug: Q(platform__slug=slug))


def _below(code: str) -> Q:
    path = Organization.objects.values_list("path", flat=True).get(code=code)
    return Q(organization__path__startswith=path)


class AccountFilter(ListFilterSet):
    display_names = frozenset({"columns", "sort"})

    q = SearchFilter(account_condition)
    state = state_filter(ACCOUNT)
    organization = ChoiceFilter(_("Organization and below"), condition=_below)
    platform = _platform_filter()
    language = ChoiceFilter(_("Language"), Language.choices, lambda language: Q(language=language))
    late = late_filter()
    sort = ChoiceFilter(_("Order"), sort_choices)
    columns = FieldFilter(
        forms.MultipleChoiceField(
            label=_("Columns"),
            choices=[(column.name, column.label) for column in COLUMNS],
            widget=forms.CheckboxSelectMultiple,
        )
    )

    def __init__(self, data: QueryDict, *, access: UserAccess) -> None:
        data = data.copy()  # the QueryDict of a request is immutable
        if "columns" not in data:
            data.setlist("columns", list(DEFAULT_COLUMNS))
        super().__init__(data, visible_to(access, Account))
        self.form.fields["organization"].choices = any_or(_organizations(access))
        self.form.fields["platform"].choices = any_or(_platforms())

    @property
    def shown_columns(self) -> list[Column]:
        return chosen_columns(self.value("columns") or ())

    @property
    def sorting(self) -> str:
        return self.value("sort") or NEWEST

    @property
    def order(self) -> tuple[str, str]:
        return order_columns(self.sorting)

    def query_params(self, **other: str) -> dict[str, Any]:
        """The query parameters of this list, changed by `other`; defaults are left out."""
        columns = [column.name for column in self.shown_columns[1:]]
        params = {"sort": self.sorting, "columns": columns, **self.active, **other}
        defaults = {"sort": NEWEST, "columns": list(DEFAULT_COLUMNS)}
        return {name: value for name, value in params.items() if value != defaults.get(name)}

    def query(self, **other: str) -> str:
        return urlencode(self.query_params(**other), doseq=True)


class PlatformFilter(ListFilterSet):
    display_names = frozenset({"sort"})

    sort = ChoiceFilter(
        _("Order"),
        [
            (f"{sign}{name}", label)
            for name, label in PLATFORM_COLUMNS.items()
            for sign in ("", "-")
        ],
    )


class OfficialFilter(ListFilterSet):
    q = SearchFilter(account_condition)
    platform = _platform_filter()

    def __init__(self, data: QueryDict, rows: QuerySet[Account]) -> None:
        super().__init__(data, rows)
        self.form.fields["platform"].choices = any_or(_platforms())


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
