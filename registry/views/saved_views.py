from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.http import AuthenticatedHttpRequest
from access.models import SavedView
from access.resolver import access_for
from registry.forms.filters import AccountFilter
from registry.services.saved_views import save_view
from web.fields import ModelForm
from web.forms import process_form


class SavedViewForm(ModelForm):
    class Meta:
        model = SavedView
        fields = ("name",)


def view_new(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Save the list that the query string of this page describes, as that of the list does."""
    # Read through the form, so that nothing but valid filters is stored.
    query = AccountFilter(request.GET, access=access_for(request.user)).query()
    return process_form(
        request,
        SavedViewForm(request.POST or None),
        partial(save_view, query=query),
        success_message=_("The view is saved."),
        cancel_url=f"{reverse('registry')}?{query}",
        get_success_url=lambda view: f"{reverse('registry')}?{view.query}",
        heading=_("Save this view"),
        lead=_("Its filters, columns and order come back under this name. Only you see it."),
        crumb=_("Registry"),
    )


@require_POST
def view_delete(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    get_object_or_404(request.user.saved_views, pk=pk).delete()
    messages.success(request, _("The view is deleted."))
    return redirect("registry")


urlpatterns = [
    path("registry/views/new/", view_new, name="view_new"),
    path("registry/views/<uuid:pk>/delete/", view_delete, name="view_delete"),
]
