"""Podcasts, social networks and wikis: § 3.3(8) to (10)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import HYPHENS, platform, words

_SIGNS = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"

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
        hosts=words("open.spotify.com spotify.com"),
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
        hosts=words("facebook.com fb.com"),
        short_hosts=("fb.me", "fb.watch"),
        forms=(
            AddressPattern(
                address="https://www.facebook.com/{handle}",
                pattern=r"[A-Za-z0-9.]+",
                min_length=5,
                max_length=50,
                former_min_length=2,
                aliases=("/pg/{handle}",),
                within=("/watch/{handle}",),
                ignored=".",
            ),
            # Every account has a number. A page without a name has no other address.
            AddressPattern(
                address="https://www.facebook.com/{handle}",
                pattern=r"[0-9]+",
                min_length=5,
                max_length=20,
                aliases=(
                    "/profile.php?id={handle}",
                    "/people/*/{handle}",
                    "/pages/*/{handle}",
                    "/pages/category/*/*-{handle}",
                    "/p/*-{handle}",
                ),
                within=("/story.php?id={handle}", "/permalink.php?id={handle}"),
                leads_on=True,
            ),
        ),
        reserved=words(
            "about account ads ajax api apps audience bookmarks browse business campaign careers"
            " checkpoint common composer creatorstudio dialog directory donate events feed feeds"
            " flx friends fundraisers games gaming graphql groups hashtag help home instantgames"
            " jobs l latest legal lists live lite login logout marketplace me media memories"
            " messages mobile notes notifications nt offers p page pages payments people pg photo"
            " photos places plugins pokes policies policy posts privacy profile public r recover"
            " reel reels reg requests safety saved search security settings share sharer sitemap"
            " stories story support terms tr translations username verified video videos watch"
            " weather whitehat work"
        ),
        tabs=words("about community events followers mentions photos reels reviews videos"),
    ),
    platform(
        slug="linkedin",
        name="LinkedIn",
        category=9,
        hosts=("linkedin.com",),
        short_hosts=("lnkd.in",),
        forms=(
            AddressPattern(
                address="https://www.linkedin.com/company/{handle}",
                pattern=HYPHENS,
                max_length=90,
                former_pattern=_SIGNS,
                accents=True,
                aliases=("/organization-guest/company/{handle}",),
            ),
            AddressPattern(
                address="https://www.linkedin.com/company/{handle}",
                pattern=r"[0-9]+",
                max_length=12,
                aliases=("/organization-guest/company/{handle}",),
                leads_on=True,
            ),
            AddressPattern(
                address="https://www.linkedin.com/school/{handle}",
                pattern=HYPHENS,
                max_length=90,
                former_pattern=_SIGNS,
                prefix="school/",
                accents=True,
            ),
            AddressPattern(
                address="https://www.linkedin.com/showcase/{handle}",
                pattern=HYPHENS,
                max_length=90,
                former_pattern=_SIGNS,
                prefix="showcase/",
                accents=True,
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
