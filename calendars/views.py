from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST, require_safe

from access.signed_in import SignedIn
from reminders.calendar_file import calendar_file
from reminders.entries import entries
from reminders.feeds import feed_at, feed_of, renew, switch_off
from reminders.publishing import publish

HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@require_safe
def calendar(request: SignedIn) -> HttpResponse:
    return _page(request)


@require_POST
def calendar_renew(request: SignedIn) -> HttpResponse:
    """Answers with the address itself: to show it on another page it would have to be kept."""
    secret = renew(by=request.user)
    address = settings.SITE_URL + reverse("calendar_feed", args=[secret])
    return _page(request, address=address)


@require_POST
def calendar_switch_off(request: SignedIn) -> HttpResponse:
    switch_off(by=request.user)
    messages.success(request, _("Your calendar is switched off: its address answers no more."))
    return redirect("calendar")


@login_not_required
@require_safe
@conditional_page
def calendar_feed(request: HttpRequest, secret: str) -> HttpResponse:
    with transaction.atomic():
        feed = feed_at(secret)
        if feed is None:
            raise Http404
        told = publish(feed, entries(feed.person))
        feed.note_reading()
    body = calendar_file(feed, told)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=HEADERS)
    response["Content-Language"] = ", ".join(feed.person.languages)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _page(request: SignedIn, **more: str) -> HttpResponse:
    context = {"feed": feed_of(request.user)} | more
    return render(request, "reminders/calendar.html", context)


urlpatterns = [
    path("preferences/calendar/", calendar, name="calendar"),
    path("preferences/calendar/renew/", calendar_renew, name="calendar_renew"),
    path("preferences/calendar/switch-off/", calendar_switch_off, name="calendar_switch_off"),
]
