"""How a request begins."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from access.standing import standing_of
from directive.request import REQUEST
from requests_app.drafts import carry_over, start
from requests_app.models import Kind, Request
from requests_app.start_form import StartForm
from workflow.pages import what_happened
from workflow.problems import NotYours, Refused


def request_new(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, standing=standing_of(request.user))
    if not form.usable:
        raise NotYours("start")
    if form.is_bound and form.is_valid() and (row := _started(request, form)):
        messages.success(request, what_happened(REQUEST.step("start"), row))
        shows_similar = row.kind in (Kind.NEW, Kind.REGULARIZATION)
        return redirect("request_similar" if shows_similar else "request_form", row.pk)
    status = 422 if form.is_bound else 200
    return render(request, "requests_app/request_new.html", {"form": form}, status=status)


def _started(request: HttpRequest, form: StartForm) -> Request | None:
    given = dict(form.cleaned_data)
    try:
        if given["kind"] == Kind.CARRY_OVER:
            del given["kind"], given["account"]
            return carry_over(given.pop("organization"), by=request.user, **given)
        return start(given.pop("organization"), by=request.user, **given)
    except Refused as problem:
        form.add_error(None, f"{problem.sentence} (§ {problem.refusal.paragraph})")
        return None
