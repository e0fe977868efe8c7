"""Services of § 3.3 that have closed or changed their name."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import WORD, row, words

CLOSED = (
    row("twitter", "Twitter", 1, status="renamed", renamed_to="x"),
    row("blab", "Blab", 5, status="closed", hosts=words("blab.im www.blab.im")),
    row("meerkat", "Meerkat", 5, status="closed", hosts=words("meerkatapp.co www.meerkatapp.co")),
    row(
        "periscope",
        "Periscope",
        5,
        status="closed",
        hosts=words("periscope.tv www.periscope.tv pscp.tv www.pscp.tv"),
        # Forms stay where addresses are still linked to: they are recognized, and then refused.
        forms=(AddressPattern("https://www.pscp.tv/{handle}", WORD, max_length=15),),
        reserved=("w",),
    ),
    row("google-hangouts", "Google Hangouts", 6, status="closed", hosts=("hangouts.google.com",)),
    row(
        "skype",
        "Skype",
        6,
        status="closed",
        hosts=words("skype.com www.skype.com web.skype.com join.skype.com"),
    ),
    row(
        "google-play-music",
        "Google Play Music",
        8,
        status="closed",
        hosts=("music.google.com",),
    ),
    row("itunes", "iTunes", 8, status="renamed", renamed_to="apple-podcasts", unconfirmed=True),
    row(
        "google-plus",
        "Google+",
        9,
        status="closed",
        hosts=("plus.google.com",),
        # Custom names begin with +; other profiles have a number of 21 digits.
        forms=(
            AddressPattern(
                "https://plus.google.com/+{handle}", r"[A-Za-z0-9]+", prefix="+", max_length=60
            ),
            AddressPattern("https://plus.google.com/{handle}", r"[0-9]+", 21, 21),
        ),
        reserved=words("collections communities"),
        tabs=words("about posts"),
    ),
    row("gcconnex", "GCconnex", 9, status="closed", hosts=("gcconnex.gc.ca",), unconfirmed=True),
    row("wikia", "Wikia", 10, status="renamed", renamed_to="fandom"),
)
