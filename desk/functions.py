"""What a person acts as: their functions and where they hold them, for the header of every page."""

from django.utils.translation import gettext

from access.models import Organization
from access.seats import Standing
from directive.roles import BY_ROLE


def functions(standing: Standing) -> str:
    """A central function is held in one place only, which then goes without saying."""
    held = [seat for seat in standing.seats if seat.role in BY_ROLE]
    local = {seat.organization_id for seat in held if not BY_ROLE[seat.role].central}
    places = Organization.objects.in_bulk(local)
    said = []
    for seat in held:
        place = places.get(seat.organization_id)
        title = gettext(BY_ROLE[seat.role].title)
        said.append(title if BY_ROLE[seat.role].central or not place else f"{title}, {place.abbr}")
    return "; ".join(dict.fromkeys(said))
