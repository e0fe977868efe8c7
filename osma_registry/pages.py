"""Pages that anybody may read: terms, privacy, accessibility, help, and the directive by paragraph."""

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView


def page(name: str, **context: object) -> URLPattern:
    view = TemplateView.as_view(template_name=f"pages/{name}.html", extra_context=context)
    return path(f"{name}/", login_not_required(require_safe(view)), name=name)


urlpatterns = [
    page("terms"),
    page("privacy"),
    page("accessibility"),
    page("help"),
    page("directive"),
]
