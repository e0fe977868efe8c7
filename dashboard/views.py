from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.http import AuthenticatedHttpRequest
from access.resolver import access_for
from dashboard.queries.queue import QueueFilter, assignment_tabs, queue, queue_items
from dashboard.queries.start_actions import start_actions
from dashboard.queries.stats import organization_stats, queue_stats
from dashboard.queries.waiting import my_tasks, waiting_on_others
from web.htmx import render_page_or_partial
from web.lists.pagination import paginate
from workflow.due_dates import WorkingDaysLeft

QUEUE_PAGE_SIZE = 25


@require_safe
def dashboard(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    days = WorkingDaysLeft()
    tasks, more_tasks = my_tasks(access, days)
    waiting, more_waiting = waiting_on_others(access, days)
    context = {
        "my_tasks": tasks,
        "more_tasks": more_tasks,
        "overdue_count": sum(item.days_left is not None and item.days_left < 0 for item in tasks),
        "waiting_on_others": waiting,
        "more_waiting_on_others": more_waiting,
        "charts": organization_stats(access),
        "start_actions": start_actions(access),
        "has_role": any(
            effective_role.organization_id for effective_role in access.effective_roles
        ),
    }
    return render(request, "dashboard/dashboard.html", context)


@require_safe
def review_queue(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    days = WorkingDaysLeft()
    filters = QueueFilter(request.GET, queue(access), person=access.person, days=days)
    page = paginate(filters.rows, request.GET.dict(), "urgent", "pk", size=QUEUE_PAGE_SIZE)
    context = {
        "page": page,
        "tabs": assignment_tabs(request.GET),
        "charts": queue_stats(access, days),
        "items": queue_items(access, page.rows, days),
        **filters.list_context(),
    }
    return render_page_or_partial(request, "dashboard/queue.html", context)
