"""The filters of people and organizations, and the filter of any list by organization."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from access.forms.fields import OrganizationField
from access.forms.people import ROLES
from access.models import Organization, RoleAssignment
from web.lists.filters import ChoiceFilter, FieldFilter, ListFilterSet, SearchFilter
from web.text.search import words_in


def organization_filter(help_text: str | Promise = "") -> FieldFilter:
    """Rows of an organization and everything below it."""
    return FieldFilter(
        OrganizationField(label=_("Organization"), help_text=help_text),
        lambda organization: Q(organization__path__startswith=organization.path),
    )


def _holding(role: str) -> Q:
    assignments = RoleAssignment.objects.current().filter(role=role)
    return Q(pk__in=assignments.values("person"))


class PeopleFilter(ListFilterSet):
    q = SearchFilter(
        lambda text: words_in("search_text", text), label=_("Name, e-mail or sign-in name")
    )
    status = ChoiceFilter(
        _("Status"),
        [("active", _("Active")), ("inactive", _("Inactive"))],
        lambda status: Q(is_active=status == "active"),
    )
    role = ChoiceFilter(_("Role"), ROLES, _holding)


class OrganizationSearch(ListFilterSet):
    q = FieldFilter(
        forms.CharField(
            label=_("Find an organization"),
            max_length=100,
            help_text=_("Part of its name, its abbreviation or its code."),
            widget=forms.TextInput(attrs={"type": "search"}),
        ),
        method="search",
    )

    def search(self, rows: QuerySet[Organization], name: str, text: str) -> QuerySet[Organization]:
        return Organization.objects.search(text)
