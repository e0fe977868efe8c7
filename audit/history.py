"""The history of anything, newest last."""

from django.db.models import QuerySet

from audit.models import Event


def history(kind: str, object_id: object) -> QuerySet[Event]:
    return Event.objects.filter(kind=kind, object_id=str(object_id)).order_by("seq")
