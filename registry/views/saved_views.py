from functools import partial
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from access.answers import answer
from access.standing import standing_of
from registry.filters import AccountFilter
from registry.saved_views import SavedView, save_view


class SavedViewForm(forms.ModelForm):
    class Meta:
        model = SavedView
        fields = ("name",)


def view_new(request: HttpRequest) -> HttpResponse:
    """The list is the one of the address: `?` and what the address of the registry says."""
    query = AccountFilter(request.GET, standing=standing_of(request.user)).query()
    return answer(
        request,
        SavedViewForm(request.POST or None),
        partial(save_view, query=query),
        said=_("The view is saved."),
        back=f"{reverse('registry')}?{query}",
        onward=SavedView.get_absolute_url,
        heading=_("Save this view"),
        lead=_("Its filters, columns and order come back under this name. Only you see it."),
        crumb=_("Registry"),
    )


@require_POST
def view_delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    get_object_or_404(request.user.saved_views, pk=pk).delete()
    messages.success(request, _("The view is deleted."))
    return redirect("registry")


urlpatterns = [
    path("registry/views/new/", view_new, name="view_new"),
    path("registry/views/<uuid:pk>/delete/", view_delete, name="view_delete"),
]
