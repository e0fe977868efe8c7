"""Forums, livecast tools and messengers: § 3.3(4) to (6)."""

from registry.addresses.patterns import AddressPattern
from registry.addresses.platforms.rows import WORD, row, words

MESSAGING = (
    row(
        "reddit",
        "Reddit",
        4,
        hosts=words("reddit.com www.reddit.com old.reddit.com new.reddit.com m.reddit.com"),
        short_hosts=("redd.it",),
        forms=(
            AddressPattern(
                "https://www.reddit.com/user/{handle}",
                r"[A-Za-z0-9_-]+",
                3,
                20,
                aliases=("/u/{handle}",),
            ),
            # A community counts as an account where we run it.
            AddressPattern("https://www.reddit.com/r/{handle}", WORD, 2, 21, prefix="r/"),
        ),
        tabs=words("about comments hot new overview submitted top"),
    ),
    row(
        "twitch",
        "Twitch",
        5,
        hosts=words("twitch.tv www.twitch.tv m.twitch.tv"),
        forms=(
            AddressPattern("https://www.twitch.tv/{handle}", r"[A-Za-z0-9][A-Za-z0-9_]*", 3, 25),
        ),
        reserved=words(
            "directory downloads drops following friends inventory jobs login prime search settings"
            " signup store subscriptions team turbo videos wallet"
        ),
        tabs=words("about clips home schedule videos"),
    ),
    row(
        "messenger",
        "Facebook Messenger",
        6,
        # m.me leads to the messages of a Facebook page, under the same name.
        hosts=("m.me",),
        forms=(AddressPattern("https://m.me/{handle}", r"[A-Za-z0-9.]+", 5, 50, ignored="."),),
        unconfirmed=True,
    ),
    row(
        "snapchat",
        "Snapchat",
        6,
        hosts=words("snapchat.com www.snapchat.com"),
        short_hosts=("t.snapchat.com",),
        forms=(
            AddressPattern(
                "https://www.snapchat.com/@{handle}",
                r"[A-Za-z][A-Za-z0-9._-]*[A-Za-z0-9]",
                3,
                15,
                aliases=("/add/{handle}",),
            ),
        ),
    ),
    row(
        "telegram",
        "Telegram",
        6,
        hosts=words("t.me telegram.me telegram.dog"),
        forms=(
            AddressPattern(
                "https://t.me/{handle}",
                r"[A-Za-z][A-Za-z0-9_]*[A-Za-z0-9]",
                4,
                32,
                aliases=("/s/{handle}",),
            ),
        ),
        reserved=words(
            "addemoji addlist addstickers addtheme boost confirmphone contact invoice joinchat"
            " login proxy setlanguage share socks"
        ),
    ),
    row(
        "whatsapp",
        "WhatsApp",
        6,
        hosts=words("whatsapp.com www.whatsapp.com"),
        # Only channels are public. wa.me has telephone numbers, which are never recorded here.
        short_hosts=("wa.me",),
        forms=(
            AddressPattern(
                "https://whatsapp.com/channel/{handle}",
                r"[A-Za-z0-9]+",
                20,
                30,
                case_sensitive=True,
            ),
        ),
        unconfirmed=True,
    ),
)
