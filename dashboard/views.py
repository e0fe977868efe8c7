from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.paging import counted
from access.parts import page_or_part
from access.policy import may
from access.standing import standing_of
from desk.beginnings import beginnings
from desk.glance import glance
from desk.items import Days
from desk.keyset import page
from desk.queue import POWER, QueueForm, desks, queue, queued
from desk.queue_glance import queue_glance
from desk.waiting import held_by_others, waiting_for


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    days = Days()
    waiting, more_waiting = waiting_for(standing, days)
    held, more_held = held_by_others(standing, days)
    context = {
        "waiting": waiting,
        "more_waiting": more_waiting,
        "late": sum(item.days_left is not None and item.days_left < 0 for item in waiting),
        "held": held,
        "more_held": more_held,
        "charts": glance(standing),
        "beginnings": beginnings(standing),
        "in_office": any(seat.organization_id for seat in standing.seats),
    }
    return render(request, "desk/desk.html", context)


@require_safe
def review_queue(request: HttpRequest) -> HttpResponse:
    standing = standing_of(request.user)
    if not may(standing, POWER):
        raise PermissionDenied
    days = Days()
    form = QueueForm(request.GET)
    rows = queue(standing, form, days)
    found = page(rows, request.GET.get("cursor", ""))
    context = {
        "form": form,
        "tabs": desks(request.GET),
        "charts": queue_glance(standing, days),
        "items": queued(standing, found.rows, days),
        "filtered": any(form.chosen(name) for name in form.fields),
        "previous_url": _at(request, found.previous),
        "next_url": _at(request, found.next),
        **counted(rows),
    }
    return page_or_part(request, "desk/queue.html", context)


def _at(request: HttpRequest, cursor: str) -> str:
    """The same filters at another place of the list."""
    if not cursor:
        return ""
    chosen = {name: value for name, value in request.GET.items() if name != "cursor"}
    return f"?{urlencode(chosen | {'cursor': cursor})}"
