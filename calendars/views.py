from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST, require_safe

from access.http import AuthenticatedHttpRequest
from calendars.entries import calendar_entries
from calendars.ics import render_ics
from calendars.services import feed_at, feed_of, renew_feed, switch_off_feed
from calendars.sync import sync_entries

# The address is a secret: it must not leave in a Referer, nor be indexed where somebody published it.
HEADERS = {"Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}


@require_safe
def calendar(request: AuthenticatedHttpRequest) -> HttpResponse:
    return _feed_page(request)


@require_POST
def calendar_renew(request: AuthenticatedHttpRequest) -> HttpResponse:
    # No redirect after this POST: another request could not show the address, which is stored nowhere.
    secret = renew_feed(by=request.user)
    address = settings.SITE_URL + reverse("calendar_feed", args=[secret])
    return _feed_page(request, address=address)


@require_POST
def calendar_switch_off(request: AuthenticatedHttpRequest) -> HttpResponse:
    switch_off_feed(by=request.user)
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
        entries = sync_entries(feed, calendar_entries(feed.person))
        feed.note_reading()
    # After COMMIT: the lock of the feed is not held while the file is made.
    body = render_ics(feed, entries)
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8", headers=HEADERS)
    response["Content-Language"] = ", ".join(feed.person.languages)
    patch_cache_control(response, private=True, no_cache=True)
    return response


def _feed_page(request: AuthenticatedHttpRequest, **more: str) -> HttpResponse:
    context = {"feed": feed_of(request.user)} | more
    return render(request, "calendars/calendar.html", context)
