from collections.abc import Iterator
from datetime import date

from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.urls import path, reverse

from access.http import AuthenticatedHttpRequest
from access.policy import has_permission
from access.resolver import access_for
from registry.forms.filters import AccountFilter
from registry.models import Account
from registry.services.exports import EXPORT_PERMISSION, export_accounts
from registry.tables import Column, export_rows, sort_link, with_sort_name
from web.htmx import render_page_or_partial
from web.lists.exports import csv_response, excel_response
from web.lists.pagination import CURSORS, paginate

Heading = tuple[Column, str, str]  # column, address that sorts by it, aria-sort


def registry(request: AuthenticatedHttpRequest) -> HttpResponse:
    access = access_for(request.user)
    filters = AccountFilter(request.GET, access=access)
    rows = with_sort_name(filters.rows).select_related("platform", "organization")
    cursor = {side: request.GET[side] for side in CURSORS if side in request.GET}
    page = paginate(rows, filters.query_params() | cursor, *filters.order)
    columns = filters.shown_columns
    context = {
        "page": page,
        "headings": [_heading(filters, column) for column in columns],
        # The first column is the name: the link to the account, not a cell.
        "lines": [(row, _cells(row, columns[1:])) for row in page.rows],
        "query": filters.query(),
        "can_export": has_permission(access, EXPORT_PERMISSION),
        "saved": request.user.saved_views.order_by("name"),
        **filters.list_context(),
    }
    return render_page_or_partial(request, "registry/accounts.html", context, query=filters.query())


def registry_export(request: AuthenticatedHttpRequest) -> StreamingHttpResponse:
    _columns, lines = _export(request, "csv")
    return csv_response("registry.csv", lines)


def registry_export_excel(request: AuthenticatedHttpRequest) -> FileResponse:
    columns, lines = _export(request, "xlsx")
    return excel_response("registry.xlsx", lines, [column.width for column in columns])


def _export(
    request: AuthenticatedHttpRequest, kind: str
) -> tuple[list[Column], Iterator[list[object]]]:
    """Columns and rows of the list, as far as this person may export them. Audited."""
    access = access_for(request.user)
    filters = AccountFilter(request.GET, access=access)
    columns = filters.shown_columns
    rows = export_accounts(
        filters.rows,
        by=request.user,
        contents=filters.active | {"columns": [column.name for column in columns], "file": kind},
    )
    return columns, export_rows(columns, with_sort_name(rows).order_by(*filters.order))


def _cells(row: Account, columns: list[Column]) -> list[tuple[Column, str]]:
    cells = []
    for column in columns:
        value = column.value(row)
        cells.append((column, value.isoformat() if isinstance(value, date) else value or "–"))
    return cells


def _heading(filters: AccountFilter, column: Column) -> Heading:
    if not column.order:
        return column, "", ""
    next_sort, aria_sort = sort_link(column.name, filters.sorting)
    return column, f"{reverse('registry')}?{filters.query(sort=next_sort)}", aria_sort


urlpatterns = [
    path("registry/", registry, name="registry"),
    path("registry/export.csv", registry_export, name="registry_export"),
    path("registry/export.xlsx", registry_export_excel, name="registry_export_excel"),
]
