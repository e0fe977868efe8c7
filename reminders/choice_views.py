from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _

from access.signed_in import SignedIn
from reminders.choice_form import MailChoiceForm
from reminders.choices import choose
from reminders.groups import FIXED


def mail_choices(request: SignedIn) -> HttpResponse:
    form = MailChoiceForm(request.POST or None, person=request.user)
    if form.is_valid():
        choose(form.cleaned_data, by=request.user)
        messages.success(request, _("Your choice of mail is kept."))
        return redirect("mail_choices")
    context = {"form": form, "fixed": FIXED}
    return render(
        request, "reminders/mail_choices.html", context, status=422 if form.is_bound else 200
    )


urlpatterns = [path("preferences/mail/", mail_choices, name="mail_choices")]
