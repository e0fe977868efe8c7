"""Services of § 3.3 that have closed or changed their name."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import WORD, platform, words

CLOSED = (
    platform(slug="twitter", name="Twitter", category=1, status="renamed", renamed_to="x"),
    platform(
        slug="blab", name="Blab", category=5, status="closed", hosts=words("blab.im www.blab.im")
    ),
    platform(
        slug="meerkat",
        name="Meerkat",
        category=5,
        status="closed",
        hosts=words("meerkatapp.co www.meerkatapp.co"),
    ),
    platform(
        slug="periscope",
        name="Periscope",
        category=5,
        status="closed",
        hosts=words("periscope.tv www.periscope.tv pscp.tv www.pscp.tv"),
        # Forms stay where addresses are still linked to: they are recognized, and then refused.
        forms=(
            AddressPattern(address="https://www.pscp.tv/{handle}", pattern=WORD, max_length=15),
        ),
        reserved=("w",),
    ),
    platform(
        slug="google-hangouts",
        name="Google Hangouts",
        category=6,
        status="closed",
        hosts=("hangouts.google.com",),
    ),
    platform(
        slug="skype",
        name="Skype",
        category=6,
        status="closed",
        hosts=words("skype.com www.skype.com web.skype.com join.skype.com"),
    ),
    platform(
        slug="google-play-music",
        name="Google Play Music",
        category=8,
        status="closed",
        hosts=("music.google.com",),
    ),
    platform(
        slug="itunes",
        name="iTunes",
        category=8,
        status="renamed",
        renamed_to="apple-podcasts",
        unconfirmed=True,
    ),
    platform(
        slug="google-plus",
        name="Google+",
        category=9,
        status="closed",
        hosts=("plus.google.com",),
        # Custom names begin with +; other profiles have a number of 21 digits.
        forms=(
            AddressPattern(
                address="https://plus.google.com/+{handle}",
                pattern=r"[A-Za-z0-9]+",
                prefix="+",
                max_length=60,
            ),
            AddressPattern(
                address="https://plus.google.com/{handle}",
                pattern=r"[0-9]+",
                min_length=21,
                max_length=21,
            ),
        ),
        reserved=words("collections communities"),
        tabs=words("about posts"),
    ),
    platform(
        slug="gcconnex",
        name="GCconnex",
        category=9,
        status="closed",
        hosts=("gcconnex.gc.ca",),
        unconfirmed=True,
    ),
    platform(slug="wikia", name="Wikia", category=10, status="renamed", renamed_to="fandom"),
)
