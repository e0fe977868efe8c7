import json
from collections import Counter

import pytest

from registry.addresses.patterns import PlatformRules
from registry.addresses.platforms import PLATFORMS

COLUMNS = (
    "slug",
    "name_en",
    "name_fr",
    "category",
    "status",
    "renamed_to",
    "allowed_on_devices",
    "unconfirmed",
)
NAMED_BY_THE_DIRECTIVE = {  # § 3.3
    1: {"medium", "tumblr", "twitter", "wordpress"},
    2: {"flickr", "google-photos", "instagram", "pinterest", "youtube"},
    3: {"ar-games", "role-playing-games"},
    4: {"news-comments", "hobby-sites"},
    5: {"blab", "facebook-live", "meerkat", "periscope"},
    6: {"messenger", "google-hangouts", "skype", "snapchat", "telegram", "whatsapp"},
    7: {"eharmony", "match", "okcupid", "plenty-of-fish", "spark", "tinder", "zoosk"},
    8: {"audible", "google-play-music", "itunes"},
    9: {"facebook", "gcconnex", "google-plus", "linkedin", "ning"},
    10: {"gcpedia", "wikia", "wikipedia"},
}


@pytest.mark.parametrize("category", NAMED_BY_THE_DIRECTIVE)
def test_every_service_named_in_the_directive_is_a_platform(category):
    present = {rule.slug for rule in PLATFORMS if rule.category == category}
    assert present >= NAMED_BY_THE_DIRECTIVE[category]


def test_platform_slugs_are_unique():
    assert max(Counter(rule.slug for rule in PLATFORMS).values()) == 1


def test_host_belongs_to_one_platform():
    hosts = Counter(host for rule in PLATFORMS for host in (*rule.hosts, *rule.short_hosts))
    assert max(hosts.values()) == 1


@pytest.mark.parametrize("rule", PLATFORMS, ids=lambda rule: rule.slug)
def test_renamed_platform_leads_to_an_open_one(rule):
    status = {other.slug: other.status for other in PLATFORMS}
    assert (rule.status == "renamed") is bool(rule.renamed_to)
    assert status.get(rule.renamed_to, "open") == "open"


@pytest.mark.parametrize("rule", PLATFORMS, ids=lambda rule: rule.slug)
def test_platform_rules_survive_json_serialization(rule):
    columns = {column: getattr(rule, column) for column in COLUMNS}
    data = json.loads(json.dumps(rule.as_json()))
    assert PlatformRules.from_json(data, **columns) == rule


@pytest.mark.parametrize("rule", PLATFORMS, ids=lambda rule: rule.slug)
def test_reserved_words_of_platform_rules_are_lower_case(rule):
    words = (*rule.reserved, *rule.tabs, *rule.personal)
    assert all(word == word.lower() for word in words)


def test_only_tiktok_is_barred_from_government_devices():
    assert [rule.slug for rule in PLATFORMS if not rule.allowed_on_devices] == ["tiktok"]
