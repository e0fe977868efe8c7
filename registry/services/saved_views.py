from access.models import Person, SavedView


def save_view(*, by: Person, name: str, query: str) -> SavedView:
    """A name used again replaces the earlier view. Not audited: no record changes."""
    view, _new = SavedView.objects.update_or_create(person=by, name=name, defaults={"query": query})
    return view
