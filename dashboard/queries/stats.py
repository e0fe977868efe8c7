"""Charts of an organization's accounts and late rows for the L1 (§ 4.7), and of the review queue."""

from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from access.effective_roles import UserAccess
from access.policy import has_permission, in_scope, visible_to
from dashboard.charts import Bar, Chart
from dashboard.queries.queue import AGES, ASSIGNMENT_CHOICES, STATES, assigned_to, of_age
from directive.role_permissions import PERMISSIONS_BY_NAME
from registry.models import Account
from requests_app.models import AccountRequest
from workflow.due_dates import WorkingDaysLeft
from workflow.models import WorkflowModel

ORGANIZATION_PERMISSION = "oversee_accounts"
_LISTS: tuple[tuple[type[WorkflowModel], str], ...] = (
    (AccountRequest, "requests"),
    (Account, "registry"),
)


def organization_stats(access: UserAccess) -> list[Chart] | None:
    """The charts that have bars; None for a person who oversees no organization."""
    if not has_permission(access, ORGANIZATION_PERMISSION):
        return None
    charts = (
        Chart(
            code="by-state",
            title=_("Accounts by state"),
            heading=_("State"),
            counted=_("Accounts"),
            bars=_state_bars(access),
        ),
        Chart(
            code="late",
            title=_("Past the target date"),
            heading=_("Awaited step"),
            counted=_("Late"),
            bars=[bar for model, page in _LISTS for bar in _late_bars(access, model, page)],
        ),
    )
    return [chart for chart in charts if chart.bars]


def _state_bars(access: UserAccess) -> list[Bar]:
    # In the order of the lifecycle, not of the numbers: the chart then looks the same from week to week.
    totals = _count_by_state(_in_scope_rows(access, Account))
    return [
        Bar(_(state.label), totals[state.name], _list_url(access, "registry", state=state.name))
        for state in Account.lifecycle.states
        if state.name in totals
    ]


def _late_bars(access: UserAccess, model: type[WorkflowModel], page: str) -> Iterator[Bar]:
    totals = _count_by_state(_in_scope_rows(access, model).filter(due_on__lt=timezone.localdate()))
    for state in model.lifecycle.states:
        if state.name in totals:
            step = model.lifecycle.next_step(state.name)
            label = f"{_(model.lifecycle.title)}, {_((step or state).label)}"
            url = _list_url(access, page, state=state.name, late="1")
            yield Bar(label, totals[state.name], url)


def _in_scope_rows(access: UserAccess, model: type[WorkflowModel]) -> QuerySet[WorkflowModel]:
    # Visible and in scope: a person may view more than the organization they oversee. Without the default order,
    # which would be added to GROUP BY.
    return visible_to(access, model).filter(in_scope(access, ORGANIZATION_PERMISSION)).order_by()


def _count_by_state(rows: QuerySet[WorkflowModel]) -> dict[str, int]:
    return dict(rows.values_list("state").annotate(total=Count("pk")))


def _list_url(access: UserAccess, page: str, **filters: str) -> str:
    # The filter takes one organization: with several the list shows them all.
    roles = PERMISSIONS_BY_NAME[ORGANIZATION_PERMISSION].roles
    codes = {
        effective_role.organization_code
        for effective_role in access.effective_roles
        if effective_role.role in roles
    }
    if len(codes) == 1:
        filters["organization"] = codes.pop()
    return f"{reverse(page)}?{urlencode(filters)}"


def queue_stats(access: UserAccess, days: WorkingDaysLeft) -> list[Chart]:
    """The charts of the queue that count any request."""
    # All numbers in one query, with a FILTER clause for each.
    counts = {
        **{("age", age): Count("pk", filter=of_age(age, days)) for age in AGES},
        **{
            ("assignee", assignee): Count("pk", filter=assigned_to(assignee, access.person))
            for assignee in ASSIGNMENT_CHOICES
        },
    }
    rows = visible_to(access, AccountRequest).filter(state__in=STATES)
    totals = rows.aggregate(**{"_".join(key): count for key, count in counts.items()})
    charts = (
        Chart(
            code="ages",
            title=_("By target date"),
            heading=_("Target date"),
            counted=_("Requests"),
            bars=_queue_bars("age", AGES, totals),
        ),
        Chart(
            code="assignments",
            title=_("By assignment"),
            heading=_("Assigned to"),
            counted=_("Requests"),
            bars=_queue_bars("assignee", ASSIGNMENT_CHOICES, totals),
        ),
    )
    return [chart for chart in charts if any(bar.number for bar in chart.bars)]


def _queue_bars(name: str, choices: Mapping[str, object], totals: dict[str, int]) -> list[Bar]:
    return [
        Bar(
            str(label),
            totals[f"{name}_{choice}"],
            f"{reverse('queue')}?{urlencode({name: choice})}",
        )
        for choice, label in choices.items()
    ]
