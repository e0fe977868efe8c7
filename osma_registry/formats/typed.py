"""What people may type, in either language: years first in dates, and hours as each writes them."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y %m %d"]
DATETIME_INPUT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
TIME_INPUT_FORMATS = ["%H:%M", "%H h %M", "%Hh%M", "%H h", "%Hh", "%I:%M %p", "%I %p"]
