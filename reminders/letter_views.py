from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from access.policy import may_see_letters
from access.signed_in import SignedIn
from access.standing import standing_of
from reminders.followed import what_is
from reminders.letter_subject import name, place
from workflow.sent import sent


@require_safe
def letters(request: SignedIn, kind: str, pk: UUID) -> HttpResponse:
    row = what_is(kind, pk)
    if row is None or not may_see_letters(standing_of(request.user), row):
        raise Http404
    found, page = sent(kind, pk, request.GET.dict())
    context = {
        "subject": name(row),
        "back": place(row, request.user),
        "letters": found,
        "page": page,
    }
    return render(request, "reminders/letters.html", context)


urlpatterns = [path("letters/<slug:kind>/<uuid:pk>/", letters, name="letters")]
