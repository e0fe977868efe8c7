"""Services of § 3.3 where an account has no public address of its own."""

from registry.addresses.platforms.rows import row, words

# Listed all the same, so that an address of theirs is refused with the reason (§ 3.3(2) to (10)).
NO_ADDRESS = (
    row(
        "google-photos",
        "Google Photos",
        2,
        hosts=("photos.google.com",),
        short_hosts=("photos.app.goo.gl",),
    ),
    row(
        "ar-games",
        "Augmented reality games",
        3,
        french="Jeux en réalité augmentée",
        unconfirmed=True,
    ),
    row(
        "role-playing-games",
        "Online role-playing games",
        3,
        french="Jeux de rôle en ligne",
        unconfirmed=True,
    ),
    row(
        "news-comments",
        "Comments on news stories",
        4,
        french="Commentaires sur des nouvelles",
        unconfirmed=True,
    ),
    row("hobby-sites", "Hobby websites", 4, french="Sites Web de loisirs", unconfirmed=True),
    row("facebook-live", "Facebook Live", 5),  # a part of Facebook: the account is registered there
    row("eharmony", "eHarmony", 7, hosts=words("eharmony.com www.eharmony.com www.eharmony.ca")),
    row("match", "Match.com", 7, hosts=words("match.com www.match.com ca.match.com")),
    row("okcupid", "OkCupid", 7, hosts=words("okcupid.com www.okcupid.com")),
    row("plenty-of-fish", "Plenty of Fish", 7, hosts=words("pof.com www.pof.com")),
    row("spark", "Spark.com", 7, hosts=words("spark.com www.spark.com"), unconfirmed=True),
    row("tinder", "Tinder", 7, hosts=words("tinder.com www.tinder.com")),
    row("zoosk", "Zoosk", 7, hosts=words("zoosk.com www.zoosk.com")),
    row("audible", "Audible", 8, hosts=words("audible.com www.audible.com www.audible.ca")),
    row("gcpedia", "GCpedia", 10, hosts=words("gcpedia.gc.ca www.gcpedia.gc.ca"), unconfirmed=True),
    # User pages belong to persons, and articles to nobody.
    row(
        "wikipedia",
        "Wikipedia",
        10,
        french="Wikipédia",
        hosts=words(
            "wikipedia.org www.wikipedia.org en.wikipedia.org fr.wikipedia.org"
            " en.m.wikipedia.org fr.m.wikipedia.org"
        ),
    ),
)
