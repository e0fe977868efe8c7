"""Public pages: terms, privacy, accessibility, the paragraphs of the directive; and errors of the request."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from directive.text.account_management import ACCOUNT_MANAGEMENT
from directive.text.compliance import COMPLIANCE
from directive.text.operating_principles import OPERATING_PRINCIPLES
from directive.text.paragraph import Paragraph
from directive.text.paragraphs import DEFINITIONS, PUBLIC_PAGES
from directive.text.responsibilities import RESPONSIBILITIES


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Rendered without the request: context processors read its host and cookies, which may be the error.
    status = 413 if isinstance(exception, RequestDataTooBig) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


SECTIONS = (
    (_("Definitions"), DEFINITIONS),
    (_("Operating principles"), OPERATING_PRINCIPLES),
    (_("Account management"), ACCOUNT_MANAGEMENT),
    (_("Compliance and consequences"), COMPLIANCE),
    (_("Responsibilities"), RESPONSIBILITIES),
)


@login_not_required
@require_safe
def directive(request: HttpRequest) -> HttpResponse:
    sections = [(title, [paragraph_heading(row) for row in rows]) for title, rows in SECTIONS]
    context = {"sections": sections, "public_page": PUBLIC_PAGES[get_language()]}
    return render(request, "pages/directive.html", context)


def paragraph_heading(row: Paragraph) -> tuple[str, str, str]:
    """(anchor, citation, title) in the reader's language."""
    number, title = row.cited(get_language())
    # A definition is cited by its term, which is the title already.
    if row in DEFINITIONS:
        number = number.partition(" ")[0]
    return row.anchor, number, title


def page(name: str) -> URLPattern:
    view = TemplateView.as_view(template_name=f"pages/{name}.html")
    return path(f"{name}/", login_not_required(require_safe(view)), name=name)


urlpatterns = [
    page("terms"),
    page("privacy"),
    page("accessibility"),
    path("directive/", directive, name="directive"),
]
