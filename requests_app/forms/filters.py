from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from access.forms.filters import organization_filter
from access.models import Person
from directive.lifecycles.request import REQUEST
from requests_app.enums import Kind
from requests_app.models import AccountRequest
from requests_app.queries.search import request_condition
from web.lists.filters import ChoiceFilter, ListFilterSet, SearchFilter
from workflow.forms import late_filter, state_filter


class RequestFilter(ListFilterSet):
    q = SearchFilter(request_condition)
    mine = ChoiceFilter(
        _("Whose"), [("1", _("My requests"))], empty_label=_("All requests"), method="of_person"
    )
    state = state_filter(REQUEST)
    kind = ChoiceFilter(_("Kind"), Kind.choices, lambda kind: Q(kind=kind))
    late = late_filter()
    organization = organization_filter(_("With all below it."))

    def __init__(self, data: QueryDict, rows: QuerySet[AccountRequest], *, person: Person) -> None:
        super().__init__(data, rows)
        self.person = person

    def of_person(
        self, rows: QuerySet[AccountRequest], name: str, value: str
    ) -> QuerySet[AccountRequest]:
        own = Q(requester=self.person) | Q(submitted_by=self.person)
        # A join on practitioners would repeat a row for each of them.
        return rows.filter(own | Q(pk__in=self.person.requests.values("pk")))
