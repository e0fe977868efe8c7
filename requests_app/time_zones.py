"""Where accounts are watched from: Canada, and where members are sent."""

TIME_ZONES = (
    "America/St_Johns",
    "America/Halifax",
    "America/Toronto",
    "America/Winnipeg",
    "America/Regina",
    "America/Edmonton",
    "America/Vancouver",
    "America/Whitehorse",
    "America/Yellowknife",
    "America/Iqaluit",
    "UTC",
    "Europe/London",
    "Europe/Brussels",
    "Europe/Rome",
    "Europe/Riga",
    "Europe/Warsaw",
    "Europe/Kyiv",
    "Asia/Jerusalem",
    "Asia/Kuwait",
    "Asia/Tokyo",
)
