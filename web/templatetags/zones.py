from django.template import Context, Library

from web.time_zones import DEPARTMENT_ZONE, TIME_ZONES

register = Library()


# For `{% timezone %}` around moments. Not activated for the whole request: days are those of the department,
# and a person in Tokyo would otherwise date a decision a day ahead.
@register.simple_tag(takes_context=True)
def readers_zone(context: Context) -> str:
    user = getattr(getattr(context, "request", None), "user", None)
    return user.time_zone if user is not None and user.is_authenticated else DEPARTMENT_ZONE


@register.filter
def zone_name(key: str) -> str:
    return str(TIME_ZONES[key])
