"""Days and times as a sentence writes them: « 1er juillet 2016 », « 9 h », "9 am", "4:30 pm"."""

from collections.abc import Iterable
from datetime import date, time

from django.template import Library
from django.utils.formats import date_format, time_format
from django.utils.translation import get_language

register = Library()


@register.filter(expects_localtime=True)
def long_date(day: date | None) -> str:
    if not day:
        return ""
    return date_format(day, "FIRST_OF_MONTH_FORMAT" if day.day == 1 else "DATE_FORMAT")


def sentence_list(words: Iterable[str]) -> str:
    """Common words in a row: French writes days and the like without a capital within a line."""
    first, *others = words
    if get_language() == "fr":
        others = [word[:1].lower() + word[1:] for word in others]
    return ", ".join([first, *others])


@register.filter(expects_localtime=True)
def long_time(at: time) -> str:
    return time_format(at, "TIME_FORMAT" if at.minute else "WHOLE_HOUR_FORMAT")


@register.filter
def nbsp(text: object) -> str:
    """A paragraph sign and its number stay on one line."""
    return str(text).replace("§ ", "§\N{NO-BREAK SPACE}")
