from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from access.acts import acting
from access.paging import CURSORS, counted, page_of
from access.parts import page_or_part
from access.policy import may, within
from access.standing import standing_of
from audit.ledger import ledger, record
from registry.accounts import Account
from registry.columns import Column, named
from registry.exports import csv_response, excel_response
from registry.filters import AccountFilter, filtered
from registry.listing import listed
from workflow.problems import NotYours

Heading = tuple[Column, str, str]  # the address that sorts by it, and how it is sorted now


def registry(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    form = AccountFilter(request.GET, standing=standing)
    rows = filtered(standing, form)
    related = named(rows).select_related("platform", "organization")
    cursor = {side: request.GET[side] for side in CURSORS if side in request.GET}
    anchors = named(Account.objects.all())
    page = page_of(related, form.asked() | cursor, *form.order, anchors=anchors)
    context = {
        "form": form,
        "page": page,
        "headings": [_heading(form, column) for column in form.shown],
        "lines": [(row, [_cell(column, row) for column in form.shown[1:]]) for row in page.rows],
        "filtered": bool(form.narrowing),
        "query": form.query(),
        "may_export": may(standing, "export_registry"),
        "saved": request.user.saved_views.order_by("name"),
        **counted(rows),
    }
    return page_or_part(request, "registry/accounts.html", context, query=form.query())


def registry_export(request: HttpRequest) -> HttpResponse:
    _columns, lines = _taken_out(request, "csv")
    return csv_response("registry.csv", lines)


def registry_export_excel(request: HttpRequest) -> HttpResponse:
    columns, lines = _taken_out(request, "xlsx")
    return excel_response("registry.xlsx", lines, [column.width for column in columns])


def _taken_out(request: HttpRequest, kind: str) -> tuple[list[Column], Iterator[list[Any]]]:
    """Exactly what the list shows, as far as this person may take it out; the log keeps who did."""
    standing = standing_of(request.user)
    if not may(standing, "export_registry"):
        raise NotYours("export_registry")
    form = AccountFilter(request.GET, standing=standing)
    rows = filtered(standing, form).filter(within(standing, "export_registry"))
    with ledger():
        what = form.narrowing | {"columns": [column.name for column in form.shown], "file": kind}
        record(
            "registry.export",
            kind="registry",
            object_id="accounts",
            by=acting(request.user),
            after=what,
        )
    return form.shown, listed(form.shown, named(rows).order_by(*form.order))


def _cell(column: Column, row: Account) -> tuple[Column, object]:
    value = column.value(row)
    return column, value.isoformat() if isinstance(value, date) else value or "–"


def _heading(form: AccountFilter, column: Column) -> Heading:
    if not column.order:
        return column, "", ""
    is_up, is_down = (form.sorting == f"{way}{column.name}" for way in ("", "-"))
    turned = f"-{column.name}" if is_up else column.name
    standing = "ascending" if is_up else "descending" if is_down else ""
    return column, f"{reverse('registry')}?{form.query(sort=turned)}", standing


urlpatterns = [
    path("registry/", registry, name="registry"),
    path("registry/export.csv", registry_export, name="registry_export"),
    path("registry/export.xlsx", registry_export_excel, name="registry_export_excel"),
]
