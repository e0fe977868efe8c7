"""Setting and changing a password. Of a name that nobody has, the answer is the same, and as slow."""

from time import monotonic, sleep

from allauth.core import ratelimit
from django.contrib.auth import logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from access.forms.passwords import ChangePasswordForm, ForgottenPasswordForm, NewPasswordForm
from access.http import AuthenticatedHttpRequest
from access.models import Person
from access.services.passwords import change_password
from access.services.sign_in_links import find_open_link, request_reset, set_password_with_link
from web.forms import process_form

ANSWER_SECONDS = 0.5  # longer than it takes to write the e-mail


@login_not_required
def password_forgotten(request: HttpRequest) -> HttpResponse:
    started = monotonic()
    if limited := _rate_limit(request, "reset_password", request.POST.get("account", "").lower()):
        return limited
    response = process_form(
        request,
        ForgottenPasswordForm(request.POST or None),
        lambda *, by, account: request_reset(account),
        success_message=_(
            "If somebody has this name or address, a link to set a new password is on its way there."
            " It works for two hours."
        ),
        cancel_url=reverse("account_login"),
        heading=_("Ask for a new password"),
        button=_("Send the link"),
        crumb=_("Sign in"),
    )
    if request.POST:
        sleep(max(0, started + ANSWER_SECONDS - monotonic()))
    return response


@login_not_required
@sensitive_post_parameters()
def sign_in_link(request: HttpRequest, secret: str) -> HttpResponse:
    """Opening it uses nothing up: mail scanners open links."""
    if limited := _rate_limit(request, "reset_password_from_key"):
        return limited
    link = find_open_link(secret)
    if link is None:
        return render(request, "access/sign_in_link_refused.html", status=404)

    def service(*, by: object, password: str, repeated: str) -> Person:
        person = set_password_with_link(secret, password=password)
        logout(request)  # whoever is signed in at this browser
        return person

    return process_form(
        request,
        NewPasswordForm(request.POST or None, person=link.person),
        service,
        success_message=_("Your password is set. Sign in with it."),
        cancel_url=reverse("account_login"),
        heading=_("Set your password"),
        subject=link.person.name,
        lead=_("Your sign-in name is %(name)s.") % {"name": link.person.username},
        crumb=_("Sign in"),
    )


@sensitive_post_parameters()
def password_change(request: AuthenticatedHttpRequest) -> HttpResponse:
    if limited := _rate_limit(request, "change_password"):
        return limited

    def service(*, by: Person, current: str, password: str, repeated: str) -> None:
        change_password(by=by, password=password)
        update_session_auth_hash(request, by)  # the other sessions of the person end

    return process_form(
        request,
        ChangePasswordForm(request.POST or None, person=request.user),
        service,
        success_message=_("Your password is changed, and you are signed out everywhere else."),
        cancel_url=reverse("preferences"),
        heading=_("Change your password"),
        crumb=_("Preferences"),
    )


def _rate_limit(request: HttpRequest, action: str, key: str = "") -> HttpResponse | None:
    if not request.POST:
        return None
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action=action, key=key)
    return limited
