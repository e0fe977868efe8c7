from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.exceptions import GuardFailed, NotVisible, StepError


class StepExceptionMiddleware:
    """Renders a `StepError` of any view as the page of its status, with the sentence and the paragraph."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        # Through Django's own 404, so that the page is the same as for an address that never existed.
        if isinstance(problem, NotVisible):
            raise Http404 from problem
        if not isinstance(problem, StepError):
            return None
        context = {"problem": problem, "refused": isinstance(problem, GuardFailed)}
        return render(request, f"{problem.status}.html", context, status=problem.status)
