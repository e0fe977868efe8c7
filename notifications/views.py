from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from access.http import AuthenticatedHttpRequest
from access.resolver import access_for
from notifications import monitoring
from notifications.groups import MANDATORY
from notifications.monitoring import email_label, queue_overview
from notifications.preferences import PreferencesForm, set_preferences
from notifications.subjects import get_subject, subject_label, subject_link
from outbox.email_log import email_log
from web.forms import process_form
from web.lists.pagination import paginate


def email_preferences(request: AuthenticatedHttpRequest) -> HttpResponse:
    return process_form(
        request,
        PreferencesForm(request.POST or None, person=request.user),
        lambda *, by, **frequencies: set_preferences(frequencies, by=by),
        success_message=_("Your choice of mail is kept."),
        cancel_url=reverse("email_preferences"),
        template="notifications/preferences.html",
        fixed=MANDATORY,
    )


@require_safe
def email_log_page(request: AuthenticatedHttpRequest, object_type: str, pk: UUID) -> HttpResponse:
    row = get_subject(object_type, pk, access_for(request.user))
    entries, page = email_log(object_type, pk, request.GET.dict())
    context = {
        "subject": subject_label(row),
        "back": subject_link(row, request.user),
        "emails": entries,
        "page": page,
    }
    return render(request, "notifications/email_log.html", context)


@require_safe
def operations(request: AuthenticatedHttpRequest) -> HttpResponse:
    status = queue_overview(by=request.user)
    page = paginate(monitoring.failed_emails(), request.GET.dict(), "-failed_at", "-pk")
    context = {
        "queue": status,
        "retrying": [(email, email_label(email.notification)) for email in status.retrying],
        "page": page,
        "failures": [(email, email_label(email.notification)) for email in page.rows],
    }
    return render(request, "notifications/operations.html", context)


@require_POST
def email_retry(request: AuthenticatedHttpRequest, pk: UUID) -> HttpResponse:
    email = get_object_or_404(monitoring.retryable_emails(by=request.user), pk=pk)
    monitoring.retry_email(email, by=request.user)
    messages.success(
        request,
        _("The e-mail to %(person)s is tried again.")
        % {"person": email.notification.recipient.name},
    )
    return redirect("operations")


@require_POST
def emails_retry(request: AuthenticatedHttpRequest) -> HttpResponse:
    count = monitoring.retry_all_emails(by=request.user)
    messages.success(
        request,
        ngettext("%(count)s e-mail is tried again.", "%(count)s e-mails are tried again.", count)
        % {"count": count},
    )
    return redirect("operations")
