"""The form of a request: the list of its pages, and what there is already (§ 4.2)."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from access.policy import may_take, visible_to
from access.standing import standing_of
from directive.request import REQUEST
from requests_app.content import advice_void
from requests_app.models import Request
from requests_app.similar import similar_to
from requests_app.task_list import progress, tasks
from workflow.problems import NotYours, OutOfTurn

EDIT = REQUEST.step("edit")


def request_edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    return redirect("request_form", editable(request, pk).pk)


def request_form(request: HttpRequest, pk: UUID) -> HttpResponse:
    row = editable(request, pk)
    listed = tasks(row)
    context = {"row": row, "tasks": listed, "advice_void": advice_void(row)}
    context["done"], context["total"] = progress(listed)
    return render(request, "requests_app/form.html", context)


def request_similar(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Shown before the need is written: no more accounts than needed (§ 3.16)."""
    row = editable(request, pk)
    context = {"row": row, "accounts": similar_to(row, reader=request.user)}
    return render(request, "requests_app/similar.html", context)


def visible(request: HttpRequest) -> Any:
    around = ("organization", "receiving", "account__platform", "account__partner")
    return visible_to(standing_of(request.user), Request).select_related(*around)


def editable(request: HttpRequest, pk: UUID) -> Request:
    row = get_object_or_404(visible(request), pk=pk)
    if may_take(standing_of(request.user), EDIT, row) is None:
        raise (NotYours if row.state in EDIT.sources else OutOfTurn)(EDIT.name)
    return row
