from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from access.paging import page_of
from access.powers import require
from access.signed_in import SignedIn
from reminders import dead_letters
from reminders.operations import POWER, what, work


@require_safe
def operations(request: SignedIn) -> HttpResponse:
    require(request.user, POWER)
    page = page_of(dead_letters.failed(), request.GET.dict(), "-given_up_at", "-pk")
    found = work()
    context = {
        "work": found,
        "troubled": [(letter, what(letter)) for letter in found.troubled],
        "page": page,
        "failures": [(letter, what(letter)) for letter in page.rows],
    }
    return render(request, "reminders/operations.html", context)


@require_POST
def letter_retry(request: SignedIn, pk: UUID) -> HttpResponse:
    require(request.user, dead_letters.POWER)
    letter = get_object_or_404(dead_letters.failed(), pk=pk)
    dead_letters.retry(letter, by=request.user)
    messages.success(
        request,
        _("The letter to %(person)s is tried again.") % {"person": letter.recipient.name},
    )
    return redirect("operations")


@require_POST
def letters_retry(request: SignedIn) -> HttpResponse:
    require(request.user, dead_letters.POWER)
    count = dead_letters.retry_all(by=request.user)
    messages.success(
        request,
        ngettext("%(count)s letter is tried again.", "%(count)s letters are tried again.", count)
        % {"count": count},
    )
    return redirect("operations")


urlpatterns = [
    path("operations/", operations, name="operations"),
    path("operations/retry/", letters_retry, name="letters_retry"),
    path("operations/<uuid:pk>/retry/", letter_retry, name="letter_retry"),
]
