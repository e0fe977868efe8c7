from django.http import HttpRequest

from access.models import Person


class AuthenticatedHttpRequest(HttpRequest):
    """What a view gets behind LoginRequiredMiddleware."""

    user: Person
