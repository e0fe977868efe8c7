"""Forms of addresses, kept apart from the rules that read them, each with its source.

`{h}` is the handle. "help": the platform's own help pages; "seen": what browsers and telephones show.
"""

# Platform, example handles, forms with their sources.
FORMS = (
    (
        "x",
        ("CanadianForces", "RCAF_ARC", "a1"),
        (
            ("https://x.com/{h}", "help"),
            ("https://twitter.com/{h}", "help: addresses of Twitter lead to X"),
            ("https://mobile.twitter.com/{h}", "seen"),
            ("https://x.com/{h}/status/1578978756932571136?s=20", "seen: share"),
            ("https://x.com/{h}/status/1578978756932571136/photo/1", "seen"),
            ("https://x.com/{h}/with_replies", "seen"),
            ("https://twitter.com/intent/user?screen_name={h}", "help: web intents"),
        ),
    ),
    (
        "facebook",
        ("NATO", "ForcesJobs.ForcesEmplois.CA", "canadianarmy"),
        (
            ("https://www.facebook.com/{h}", "help"),
            ("https://m.facebook.com/{h}/", "seen"),
            ("https://fr-ca.facebook.com/{h}/about", "seen"),
            ("https://pt-br.facebook.com/{h}", "seen"),
            ("https://zh-hk.facebook.com/{h}/posts/pfbid02abc", "seen"),
            ("https://www.facebook.com/pg/{h}/photos/?ref=page_internal", "seen"),
            ("https://www.facebook.com/{h}/videos/123456789012345/", "seen"),
            ("https://fb.com/{h}", "seen"),
        ),
    ),
    (
        "facebook",
        ("100064000000001", "208260000000001"),
        (
            ("https://www.facebook.com/profile.php?id={h}", "seen: pages without a name"),
            ("https://www.facebook.com/people/Unit-Name/{h}/", "seen"),
            ("https://www.facebook.com/people/Unit%C3%A9/{h}/", "seen"),
            ("https://www.facebook.com/p/Unit-Name-{h}/", "seen"),
            ("https://www.facebook.com/pages/Unit-Name/{h}", "seen"),
            ("https://www.facebook.com/pages/category/Army/Unit-Name-{h}/", "seen"),
            ("https://m.facebook.com/story.php?story_fbid=10&id={h}", "seen"),
            ("https://www.facebook.com/{h}", "seen"),
        ),
    ),
    (
        "instagram",
        ("forcesjobs.forcesemplois", "caf_fac"),
        (
            ("https://www.instagram.com/{h}/", "help"),
            ("https://instagram.com/{h}?igsh=abc", "seen: share"),
            ("https://www.instagram.com/{h}/reels/", "seen"),
            ("https://www.instagram.com/{h}/p/AbCdEf/", "seen"),
            ("https://www.instagram.com/{h}/reel/AbCdEf/", "seen"),
            ("https://www.instagram.com/stories/{h}/3170000000000000000/", "seen"),
        ),
    ),
    (
        "linkedin",
        ("canadianforces-forcescanada", "unité-de-défense-fictive", "unit_2"),
        (
            ("https://www.linkedin.com/company/{h}/", "help"),
            ("https://uk.linkedin.com/company/{h}", "seen abroad"),
            ("https://ca.linkedin.com/company/{h}/posts/?feedView=all", "seen"),
            ("https://nl.linkedin.com/company/{h}/jobs", "seen abroad"),
            ("https://www.linkedin.com/Company/{h}", "seen"),
        ),
    ),
    (
        "youtube",
        ("CanadianForcescanadiennes", "caf.fac-1"),
        (
            ("https://www.youtube.com/@{h}", "help"),
            ("https://m.youtube.com/@{h}/videos", "seen"),
            ("https://youtube.com/@{h}?si=abc", "seen: share"),
            ("https://www.youtube.com/%40{h}/shorts", "seen"),
        ),
    ),
    (
        "tiktok",
        ("exemple.osma", "caf_fac"),
        (
            ("https://www.tiktok.com/@{h}", "help"),
            ("https://m.tiktok.com/@{h}?lang=fr", "seen"),
            ("https://www.tiktok.com/@{h}/video/7300000000000000000", "seen"),
        ),
    ),
    (
        "threads",
        ("exemple.osma",),
        (
            ("https://www.threads.net/@{h}", "help"),
            ("https://www.threads.com/@{h}/post/AbC", "seen"),
        ),
    ),
    (
        "bluesky",
        ("exemple-osma.bsky.social", "example.gc.ca"),
        (
            ("https://bsky.app/profile/{h}", "help"),
            ("https://bsky.app/profile/{h}/post/3kabc", "seen"),
        ),
    ),
    (
        "mastodon",
        ("rcn@mstdn.ca", "exemple_osma@mstdn.ca"),
        (
            ("https://mastodon.social/@{h}", "seen: from another instance"),
            ("https://mstdn.ca/@{h}", "seen"),
        ),
    ),
    (
        "telegram",
        ("exemple_osma",),
        (
            ("https://t.me/{h}", "help"),
            ("https://t.me/s/{h}", "seen"),
            ("https://t.me/{h}/55", "seen"),
        ),
    ),
    (
        "pinterest",
        ("exemple_osma",),
        (
            ("https://www.pinterest.ca/{h}/", "seen"),
            ("https://www.pinterest.co.uk/{h}/board/", "seen"),
            ("https://fr.pinterest.com/{h}/_saved/", "seen"),
        ),
    ),
    (
        "flickr",
        ("cafcombatcameradecombatfac", "12345678@N00"),
        (
            ("https://www.flickr.com/photos/{h}/", "help"),
            ("https://www.flickr.com/people/{h}/", "help"),
            ("https://www.flickr.com/photos/{h}/54000000000/in/photostream/", "seen"),
        ),
    ),
)
# What a paste brings along.
WRAPPINGS = (
    "{}",
    " {} ",
    "<{}>",
    "({})",
    "«\u00a0{}\u00a0»",
    "“{}”",
    '"{}"',
    "{}.",
    "{},",
    "{}…",
    "{};",
)
