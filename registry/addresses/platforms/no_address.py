"""Services of § 3.3 where an account has no public address of its own."""

from registry.addresses.platforms.rows import platform, words

# Listed all the same, so that an address of theirs is refused with the reason (§ 3.3(2) to (10)).
NO_ADDRESS = (
    platform(
        slug="google-photos",
        name="Google Photos",
        category=2,
        hosts=("photos.google.com",),
        short_hosts=("photos.app.goo.gl",),
    ),
    platform(
        slug="ar-games",
        name="Augmented reality games",
        category=3,
        french="Jeux en réalité augmentée",
        unconfirmed=True,
    ),
    platform(
        slug="role-playing-games",
        name="Online role-playing games",
        category=3,
        french="Jeux de rôle en ligne",
        unconfirmed=True,
    ),
    platform(
        slug="news-comments",
        name="Comments on news stories",
        category=4,
        french="Commentaires sur des nouvelles",
        unconfirmed=True,
    ),
    platform(
        slug="hobby-sites",
        name="Hobby websites",
        category=4,
        french="Sites Web de loisirs",
        unconfirmed=True,
    ),
    platform(
        slug="facebook-live", name="Facebook Live", category=5
    ),  # a part of Facebook: the account is registered there
    platform(
        slug="eharmony",
        name="eHarmony",
        category=7,
        hosts=words("eharmony.com www.eharmony.com www.eharmony.ca"),
    ),
    platform(
        slug="match",
        name="Match.com",
        category=7,
        hosts=words("match.com www.match.com ca.match.com"),
    ),
    platform(
        slug="okcupid", name="OkCupid", category=7, hosts=words("okcupid.com www.okcupid.com")
    ),
    platform(
        slug="plenty-of-fish", name="Plenty of Fish", category=7, hosts=words("pof.com www.pof.com")
    ),
    platform(
        slug="spark",
        name="Spark.com",
        category=7,
        hosts=words("spark.com www.spark.com"),
        unconfirmed=True,
    ),
    platform(slug="tinder", name="Tinder", category=7, hosts=words("tinder.com www.tinder.com")),
    platform(slug="zoosk", name="Zoosk", category=7, hosts=words("zoosk.com www.zoosk.com")),
    platform(
        slug="audible",
        name="Audible",
        category=8,
        hosts=words("audible.com www.audible.com www.audible.ca"),
    ),
    platform(
        slug="gcpedia",
        name="GCpedia",
        category=10,
        hosts=words("gcpedia.gc.ca www.gcpedia.gc.ca"),
        unconfirmed=True,
    ),
    # User pages belong to persons, and articles to nobody.
    platform(
        slug="wikipedia",
        name="Wikipedia",
        category=10,
        french="Wikipédia",
        hosts=words(
            "wikipedia.org www.wikipedia.org en.wikipedia.org fr.wikipedia.org"
            " en.m.wikipedia.org fr.m.wikipedia.org"
        ),
    ),
)
