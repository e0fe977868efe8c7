"""A gallery of the components of pages, each in all its states, for developers and reviewers."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from osma_registry.views import gallery_samples
from osma_registry.views.gallery_form import SampleForm

CONTENTS = (
    ("text", _("Text")),
    ("buttons", _("Buttons")),
    ("tags", _("Tags")),
    ("notices", _("Notices")),
    ("fields", _("Fields")),
    ("errors", _("Fields with errors")),
    ("disabled", _("Disabled fields")),
    ("now", _("Where it stands")),
    ("stages", _("Stages and tasks")),
    ("summaries", _("Summaries and differences")),
    ("tables", _("Tables")),
    ("lists", _("Filters, tabs and pages of a list")),
    ("timeline", _("Timeline")),
    ("asking", _("Asking before it is done")),
    ("public", _("Public answers")),
)


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    # Not in production: it is of no use to people there.
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    context: dict[str, Any] = gallery_samples.sample_context() | {
        "contents": CONTENTS,
        "form": SampleForm(auto_id="plain-%s"),
        "wrong": SampleForm({"number": "0"}, auto_id="wrong-%s"),
        "disabled": SampleForm(auto_id="disabled-%s", disabled=True),
    }
    return render(request, "gallery/gallery.html", context)


urlpatterns = [path("ui/", gallery, name="gallery")]
