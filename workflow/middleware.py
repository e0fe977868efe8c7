"""Problems with a step become pages: the sentence, its paragraph, and the way on."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from workflow.problems import Invisible, Refused, StepProblem


class StepProblems:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, problem: Exception) -> HttpResponse | None:
        if isinstance(problem, Invisible):
            raise Http404 from problem
        if not isinstance(problem, StepProblem):
            return None
        context = {"problem": problem, "refused": isinstance(problem, Refused)}
        return render(request, f"{problem.status}.html", context, status=problem.status)
