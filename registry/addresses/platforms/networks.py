"""Podcasts, social networks and wikis: § 3.3(8) to (10)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import HYPHENS, platform, words

NETWORKS = (
    platform(
        slug="apple-podcasts",
        name="Apple Podcasts",
        category=8,
        hosts=words("podcasts.apple.com itunes.apple.com"),
        forms=(
            AddressPattern(
                address="https://podcasts.apple.com/podcast/id{handle}",
                pattern=r"[0-9]+",
                min_length=6,
                max_length=12,
                aliases=(  # with a country, with the title of the podcast, or with both
                    "/podcast/*/id{handle}",
                    "/*/podcast/id{handle}",
                    "/*/podcast/*/id{handle}",
                ),
            ),
        ),
    ),
    platform(
        slug="spotify",
        name="Spotify",
        category=8,
        hosts=words("open.spotify.com spotify.com www.spotify.com"),
        short_hosts=("spotify.link", "spoti.fi"),
        forms=(
            AddressPattern(
                address="https://open.spotify.com/show/{handle}",
                pattern=r"[A-Za-z0-9]+",
                min_length=22,
                max_length=22,
                aliases=("/*/show/{handle}",),  # with a language, such as /intl-fr/
                case_sensitive=True,
            ),
        ),
    ),
    platform(
        slug="facebook",
        name="Facebook",
        category=9,
        # "profile.php" and "pages" are reserved: such addresses have a number in the query or the path
        # and no handle to rebuild them from.
        hosts=words(
            "facebook.com www.facebook.com m.facebook.com mobile.facebook.com web.facebook.com"
            " touch.facebook.com mbasic.facebook.com fr-ca.facebook.com fr-fr.facebook.com"
            " en-gb.facebook.com fb.com www.fb.com"
        ),
        short_hosts=("fb.me", "fb.watch"),
        forms=(
            AddressPattern(
                address="https://www.facebook.com/{handle}",
                pattern=r"[A-Za-z0-9.]+",
                min_length=5,
                max_length=50,
                aliases=("/pg/{handle}",),
                ignored=".",
            ),
        ),
        reserved=words(
            "about ads business careers dialog events gaming groups hashtag help home.php l.php"
            " legal live login login.php marketplace media messages notes p pages people"
            " permalink.php photo photo.php plugins policies privacy profile.php public reel"
            " reels search settings share share.php sharer sharer.php stories story.php video"
            " video.php videos watch"
        ),
        tabs=words("about community events followers mentions photos reels reviews videos"),
    ),
    platform(
        slug="linkedin",
        name="LinkedIn",
        category=9,
        hosts=words("linkedin.com www.linkedin.com ca.linkedin.com fr.linkedin.com m.linkedin.com"),
        short_hosts=("lnkd.in",),
        forms=(
            AddressPattern(
                address="https://www.linkedin.com/company/{handle}", pattern=HYPHENS, max_length=90
            ),
            AddressPattern(
                address="https://www.linkedin.com/school/{handle}",
                pattern=HYPHENS,
                max_length=90,
                prefix="school/",
            ),
            AddressPattern(
                address="https://www.linkedin.com/showcase/{handle}",
                pattern=HYPHENS,
                max_length=90,
                prefix="showcase/",
            ),
        ),
        tabs=words("about events jobs life people posts videos"),
        personal=("in", "pub"),  # professional use, which the directive leaves out (§ 3.1 Note)
    ),
    platform(
        slug="ning",
        name="Ning",
        category=9,
        hosts=words("ning.com www.ning.com"),
        forms=(
            AddressPattern(address="https://{handle}.ning.com", pattern=HYPHENS, max_length=63),
        ),
        reserved=words("api blog help support"),
        unconfirmed=True,
    ),
    platform(
        slug="fandom",
        name="Fandom",
        category=10,
        # Wikia is the former name (§ 3.3(10)), and its addresses lead here.
        hosts=words("fandom.com www.fandom.com wikia.com www.wikia.com"),
        forms=(
            AddressPattern(
                address="https://{handle}.fandom.com",
                pattern=HYPHENS,
                max_length=50,
                aliases=("{handle}.wikia.com",),
            ),
        ),
        reserved=words("about auth community support"),
        tabs=("wiki",),
        unconfirmed=True,
    ),
)
