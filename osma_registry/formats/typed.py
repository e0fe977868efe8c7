"""Input formats, the same in both languages: a form typed in one may be sent in the other.

Dates begin with the year alone: 03/04/2026 is March in English and April in French.
"""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y %m %d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
TIME_INPUT_FORMATS = ["%H:%M", "%H h %M", "%Hh%M", "%H h", "%Hh", "%I:%M %p", "%I %p"]
