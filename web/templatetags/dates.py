"""Dates and times as written in a sentence: « 1er juillet 2016 », « 9 h », "9 am", "4:30 pm"."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.template import Library
from django.utils import timezone
from django.utils.formats import date_format, time_format

from web.language import is_french

register = Library()


@register.filter(expects_localtime=True)
def long_date(day: date | None) -> str:
    if not day:
        return ""
    # French writes "1er" for the first of a month: Django's formats have no ordinal for it.
    return date_format(day, "FIRST_OF_MONTH_FORMAT" if day.day == 1 else "DATE_FORMAT")


def sentence_list(words: Iterable[str]) -> str:
    """Words joined by commas. In French only the first keeps its capital: days and months are common nouns."""
    first, *others = words
    if is_french():
        others = [word[:1].lower() + word[1:] for word in others]
    return ", ".join([first, *others])


@register.filter(expects_localtime=True)
def long_time(at: time) -> str:
    return time_format(at, "TIME_FORMAT" if at.minute else "WHOLE_HOUR_FORMAT")


def long_moment(at: datetime) -> str:
    """In the active time zone: "November 28, 2026, 4:30 pm"."""
    local = timezone.localtime(at)
    return f"{long_date(local.date())}, {long_time(local.time())}"


@register.filter
def nbsp(text: object) -> str:
    """The text with a no-break space after each paragraph sign."""
    return str(text).replace("§ ", "§\N{NO-BREAK SPACE}")
