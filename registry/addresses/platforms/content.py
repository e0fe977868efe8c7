"""Content communities: § 3.3(2)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import DOTTED, WORD, platform, words

CONTENT = (
    platform(
        slug="flickr",
        name="Flickr",
        category=2,
        hosts=("flickr.com",),
        short_hosts=("flic.kr",),
        # An account has a chosen name, or an identifier such as 12345678@N00.
        forms=tuple(
            AddressPattern(
                address="https://www.flickr.com/photos/{handle}",
                pattern=pattern,
                min_length=3,
                max_length=32,
                aliases=("/people/{handle}",),
            )
            for pattern in (r"[A-Za-z0-9_-]+", r"[0-9]+@[Nn][0-9]{2}")
        ),
        reserved=words("friends new search tags upload"),
        tabs=words("albums favorites galleries sets"),
        unconfirmed=True,
    ),
    platform(
        slug="instagram",
        name="Instagram",
        category=2,
        hosts=("instagram.com",),
        short_hosts=("ig.me", "instagr.am"),
        forms=(
            AddressPattern(
                address="https://www.instagram.com/{handle}",
                pattern=DOTTED,
                max_length=30,
                aliases=("/_u/{handle}",),
                within=("/stories/{handle}",),
            ),
        ),
        reserved=words(
            "_u about accounts api ar challenge developer direct emails explore graphql help legal"
            " lite nametag p popular privacy reel reels s session share stories terms tv web"
        ),
        tabs=words("channel reels tagged"),
    ),
    platform(
        slug="pinterest",
        name="Pinterest",
        category=2,
        hosts=words(
            "pinterest.com pinterest.ca pinterest.fr pinterest.at pinterest.ch pinterest.cl"
            " pinterest.co.kr pinterest.co.uk pinterest.com.au pinterest.com.mx pinterest.de"
            " pinterest.dk pinterest.es pinterest.ie pinterest.it pinterest.jp pinterest.nz"
            " pinterest.ph pinterest.pt pinterest.se"
        ),
        short_hosts=("pin.it",),
        forms=(
            AddressPattern(
                address="https://www.pinterest.com/{handle}",
                pattern=WORD,
                min_length=3,
                max_length=30,
            ),
        ),
        reserved=words("about business explore ideas login password pin search settings today"),
        tabs=words("_created _saved boards pins"),
    ),
    platform(
        slug="youtube",
        name="YouTube",
        category=2,
        hosts=("youtube.com",),
        short_hosts=("youtu.be",),
        # A channel can have all four: handle, identifier, and older custom and user names. Without
        # the prefixes a custom name could pass for the handle of somebody else.
        forms=(
            AddressPattern(
                address="https://www.youtube.com/@{handle}",
                pattern=r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?",
                min_length=3,
                max_length=30,
                accents=True,
            ),
            AddressPattern(
                address="https://www.youtube.com/channel/{handle}",
                pattern=r"UC[A-Za-z0-9_-]{22}",
                min_length=24,
                max_length=24,
                prefix="channel/",
                case_sensitive=True,
                leads_on=True,
            ),
            AddressPattern(
                address="https://www.youtube.com/c/{handle}",
                pattern=r"[A-Za-z0-9._-]+",
                min_length=1,
                max_length=60,
                aliases=("/{handle}",),
                prefix="c/",
                accents=True,
                leads_on=True,
            ),
            AddressPattern(
                address="https://www.youtube.com/user/{handle}",
                pattern=WORD,
                min_length=1,
                max_length=60,
                prefix="user/",
                leads_on=True,
            ),
        ),
        # The first parts of the paths of its own pages; the rest of a path can be a former name.
        reserved=words(
            "about account ads attribution_link c channel clip creators embed feed gaming hashtag"
            " howyoutubeworks kids live live_chat movies music new news oembed playlist post"
            " premium redirect results s shorts signin source sports stories t trends trending tv"
            " upload user v watch youtubei"
        ),
        tabs=words(
            "about channels community courses featured live playlists podcasts posts releases"
            " shorts store streams videos"
        ),
    ),
    platform(
        slug="tiktok",
        name="TikTok",
        category=2,
        allowed_on_devices=False,  # since 2023-02-28 (checklist rule SEC-5)
        hosts=("tiktok.com",),
        short_hosts=words("vm.tiktok.com vt.tiktok.com"),
        forms=(
            AddressPattern(
                address="https://www.tiktok.com/@{handle}",
                pattern=r"[A-Za-z0-9_.]*[A-Za-z0-9_]",
                min_length=2,
                max_length=24,
            ),
        ),
    ),
)
