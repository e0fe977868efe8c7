"""Blogs and microblogs: § 3.3(1)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import DOMAIN, DOTTED, HYPHENS, WORD, platform, words

BLOGS = (
    platform(
        slug="x",
        name="X",
        category=1,
        # Addresses of Twitter still lead to X: the row "twitter" in closed.py has no host.
        hosts=words("x.com twitter.com"),
        short_hosts=("t.co",),
        forms=(
            AddressPattern(
                address="https://x.com/{handle}",
                pattern=WORD,
                max_length=15,
                aliases=("/@{handle}",),
                within=(
                    "/intent/user?screen_name={handle}",
                    "/intent/follow?screen_name={handle}",
                ),
            ),
        ),
        reserved=words(
            "about account compose download explore hashtag home i intent jobs login logout"
            " messages notifications oauth privacy search settings share signup tos who_to_follow"
        ),
        tabs=words("about articles followers following highlights likes media with_replies"),
    ),
    platform(
        slug="threads",
        name="Threads",
        category=1,
        hosts=words("threads.com threads.net"),
        forms=(
            AddressPattern(
                address="https://www.threads.com/@{handle}", pattern=DOTTED, max_length=30
            ),
        ),
        tabs=words("media replies reposts"),
    ),
    platform(
        slug="bluesky",
        name="Bluesky",
        category=1,
        # A handle is a domain name of at least four characters, such as a.ca.
        hosts=("bsky.app",),
        short_hosts=("go.bsky.app",),
        forms=(
            AddressPattern(
                address="https://bsky.app/profile/{handle}", pattern=DOMAIN, min_length=4
            ),
            AddressPattern(
                address="https://bsky.app/profile/{handle}",
                pattern=r"did:plc:[a-z0-9]{24}",
                min_length=32,
                max_length=32,
                leads_on=True,
            ),
        ),
    ),
    platform(
        slug="mastodon",
        name="Mastodon",
        category=1,
        # Anybody can run an instance: only those listed here are accepted.
        hosts=words("mastodon.social mastodon.online mstdn.ca mas.to cosocial.ca"),
        forms=(
            AddressPattern(
                address="https://{host}/@{handle}",
                pattern=r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?",
                max_length=30,
                aliases=("/users/{handle}", "/web/@{handle}", "/deck/@{handle}"),
            ),
        ),
        tabs=words("featured media with_replies"),
        unconfirmed=True,
    ),
    platform(
        slug="medium",
        name="Medium",
        category=1,
        hosts=words("medium.com www.medium.com"),
        forms=(
            AddressPattern(
                address="https://medium.com/@{handle}",
                pattern=r"[A-Za-z0-9_.-]*[A-Za-z0-9_]",
                max_length=30,
                aliases=("{handle}.medium.com",),
            ),
        ),
        reserved=words("api blog help link miro policy status"),
        tabs=words("about followers lists"),
        unconfirmed=True,
    ),
    platform(
        slug="tumblr",
        name="Tumblr",
        category=1,
        hosts=words("tumblr.com www.tumblr.com"),
        forms=(
            AddressPattern(
                address="https://www.tumblr.com/{handle}",
                pattern=HYPHENS,
                max_length=32,
                aliases=("/blog/{handle}", "/blog/view/{handle}", "{handle}.tumblr.com"),
            ),
        ),
        reserved=words(
            "about api assets blog communities dashboard explore help inbox jobs likes login new"
            " policy privacy register search settings static support tagged"
        ),
        tabs=words("archive"),
    ),
    platform(
        slug="wordpress",
        name="WordPress.com",
        category=1,
        hosts=words("wordpress.com www.wordpress.com"),
        short_hosts=("wp.me",),
        # 63 is the longest label that a host name can have.
        forms=(
            AddressPattern(
                address="https://{handle}.wordpress.com", pattern=HYPHENS, max_length=63
            ),
        ),
        reserved=words("api blog de developer en es fr learn public-api signup subscribe support"),
    ),
)
