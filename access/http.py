from django.http import HttpRequest

from access.models import Person


class SignedIn(HttpRequest):
    """What a view gets behind LoginRequiredMiddleware."""

    user: Person
