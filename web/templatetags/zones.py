"""Moments are shown in the reader's time zone. Days are counted in the department's, so it is not activated:
a person in Tokyo would otherwise date a decision, or begin an office, a day ahead."""

from django.template import Context, Library

from web.time_zones import DEPARTMENT_ZONE, TIME_ZONES

register = Library()


@register.simple_tag(takes_context=True)
def readers_zone(context: Context) -> str:
    user = getattr(getattr(context, "request", None), "user", None)
    return user.time_zone if user is not None and user.is_authenticated else DEPARTMENT_ZONE


@register.filter
def zone_name(key: str) -> str:
    return TIME_ZONES[key]
