"""Forums, livecast tools and messengers: § 3.3(4) to (6)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import WORD, platform, words

MESSAGING = (
    platform(
        slug="reddit",
        name="Reddit",
        category=4,
        hosts=words("reddit.com old.reddit.com new.reddit.com"),
        short_hosts=("redd.it",),
        forms=(
            AddressPattern(
                address="https://www.reddit.com/user/{handle}",
                pattern=r"[A-Za-z0-9_-]+",
                min_length=3,
                max_length=20,
                aliases=("/u/{handle}",),
            ),
            # A community counts as an account where we run it.
            AddressPattern(
                address="https://www.reddit.com/r/{handle}",
                pattern=WORD,
                min_length=2,
                max_length=21,
                prefix="r/",
            ),
        ),
        tabs=words("about comments hot new overview submitted top"),
    ),
    platform(
        slug="twitch",
        name="Twitch",
        category=5,
        hosts=("twitch.tv",),
        forms=(
            AddressPattern(
                address="https://www.twitch.tv/{handle}",
                pattern=r"[A-Za-z0-9][A-Za-z0-9_]*",
                min_length=3,
                max_length=25,
            ),
        ),
        reserved=words(
            "directory downloads drops following friends inventory jobs login prime search settings"
            " signup store subscriptions team turbo videos wallet"
        ),
        tabs=words("about clips home schedule videos"),
    ),
    platform(
        slug="messenger",
        name="Facebook Messenger",
        category=6,
        # m.me leads to the messages of a Facebook page, under the same name.
        hosts=("m.me",),
        forms=(
            AddressPattern(
                address="https://m.me/{handle}",
                pattern=r"[A-Za-z0-9.]+",
                min_length=5,
                max_length=50,
                former_min_length=2,
                ignored=".",
            ),
        ),
        unconfirmed=True,
    ),
    platform(
        slug="snapchat",
        name="Snapchat",
        category=6,
        hosts=("snapchat.com",),
        short_hosts=("t.snapchat.com",),
        forms=(
            AddressPattern(
                address="https://www.snapchat.com/@{handle}",
                pattern=r"[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]",
                min_length=3,
                max_length=15,
                aliases=("/add/{handle}",),
            ),
        ),
    ),
    platform(
        slug="telegram",
        name="Telegram",
        category=6,
        hosts=words("t.me telegram.me telegram.dog"),
        forms=(
            AddressPattern(
                address="https://t.me/{handle}",
                pattern=r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]",
                min_length=4,
                max_length=32,
                aliases=("/s/{handle}",),
            ),
        ),
        reserved=words(
            "addemoji addlist addstickers addtheme boost confirmphone contact invoice joinchat"
            " login proxy setlanguage share socks"
        ),
    ),
    platform(
        slug="whatsapp",
        name="WhatsApp",
        category=6,
        hosts=("whatsapp.com",),
        # Only channels are public. wa.me has telephone numbers, which are never recorded here.
        short_hosts=("wa.me",),
        forms=(
            AddressPattern(
                address="https://whatsapp.com/channel/{handle}",
                pattern=r"[A-Za-z0-9]+",
                min_length=20,
                max_length=30,
                case_sensitive=True,
            ),
        ),
        unconfirmed=True,
    ),
)
