from django.http import HttpRequest

from access.models import Person


class AuthenticatedHttpRequest(HttpRequest):
    """The request of a view behind LoginRequiredMiddleware: its user is a Person, never anonymous."""

    user: Person
