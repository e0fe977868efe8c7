"""Lists that somebody comes back to: filters, columns and order under a name, private to that person."""

from access.models import Person
from registry.models import SavedView


def save_view(*, by: Person, name: str, query: str) -> SavedView:
    """A name used again takes the place of what it meant. No record changes: the log keeps quiet."""
    view, _new = SavedView.objects.update_or_create(person=by, name=name, defaults={"query": query})
    return view
