import json
import re
import unicodedata
from pathlib import Path

import pytest
from django.utils.translation import override
from hypothesis import assume, given
from hypothesis import strategies as st

from registry.addresses import errors as problems
from registry.addresses.accents import is_accented, without_marks
from registry.addresses.errors import AddressProblem
from registry.addresses.parser import (
    ParsedAddress,
    accounts_named,
    parse,
    parse_handle,
    parse_within,
    platform_problem,
)
from registry.addresses.platforms import PLATFORMS
from web.text.confusables import skeleton

CORPUS = json.loads(Path(__file__).with_name("hostile_addresses.json").read_text())
RULES = {rule.slug: rule for rule in PLATFORMS}
FORMS = [(rule, form) for rule in PLATFORMS for form in rule.forms]
PLAIN = sorted({(address, platform) for _, platform, _, address in CORPUS["good"]})

ascii_signs = st.characters(min_codepoint=0x21, max_codepoint=0x7E)
foreign_signs = st.characters(min_codepoint=0x80)
user_info = st.text(ascii_signs.filter(lambda sign: sign not in "/?#\\"))
web_like = st.text(st.sampled_from("xX.:/@?#%[]-_+ \\\u200b\u0430abc019com"), max_size=60)


@st.composite
def handles(draw):
    """A platform and a handle that its pattern allows, though not always its length."""
    rule, form = draw(st.sampled_from(FORMS))
    handle = draw(st.from_regex(re.compile(form.pattern, re.ASCII), fullmatch=True))
    instance = f"@{draw(st.sampled_from(rule.hosts))}" if form.on_instance else ""
    return rule, f"{form.prefix}{handle}{instance}"


@pytest.mark.parametrize(("text", "expected"), CORPUS["addresses"], ids=ascii)
def test_hostile_address_is_refused_with_its_reason(text, expected):
    assert parse(text, PLATFORMS).message == getattr(problems, expected)


@pytest.mark.parametrize(("platform", "text", "expected"), CORPUS["handles"], ids=ascii)
def test_hostile_handle_is_refused_with_its_reason(platform, text, expected):
    assert parse_handle(text, RULES[platform]).message == getattr(problems, expected)


@pytest.mark.parametrize(("text", "platform", "handle", "address"), CORPUS["good"], ids=ascii)
def test_valid_address_is_parsed(text, platform, handle, address):
    parsed = parse(text, PLATFORMS)
    assert (parsed.platform, parsed.handle, parsed.address) == (platform, handle, address)


def test_address_corpus_is_large_enough():
    assert len(CORPUS["addresses"]) + len(CORPUS["handles"]) >= 200
    assert len(CORPUS["good"]) >= 60


@pytest.mark.parametrize(
    ("platform", "one", "other"),
    [
        ("x", "RoyalCanNavy", "@ROYALCANNAVY"),
        ("facebook", "Forces.Jobs", "forcesjobs"),
        ("mastodon", "Exemple@Mastodon.Social", "exemple@mastodon.social"),
        ("linkedin", "School/Example", "school/example"),
        ("linkedin", "Unité-Fictive", "unite\u0301-fictive"),
    ],
)
def test_spellings_of_one_handle_share_a_key(platform, one, other):
    rule = RULES[platform]
    assert parse_handle(one, rule).key == parse_handle(other, rule).key


@pytest.mark.parametrize(
    ("platform", "one", "other"),
    [
        ("youtube", "channel/UC" + "a" * 22, "channel/UC" + "A" * 22),
        ("youtube", "c/Example", "user/Example"),
        ("reddit", "r/example", "example"),
        ("mastodon", "example@mastodon.social", "example@mstdn.ca"),
        ("instagram", "example.osma", "exampleosma"),
        ("linkedin", "unité-fictive", "unite-fictive"),
    ],
)
def test_different_handles_have_different_keys(platform, one, other):
    rule = RULES[platform]
    assert parse_handle(one, rule).key != parse_handle(other, rule).key


def test_at_sign_before_a_handle_is_dropped():
    assert parse_handle("@RoyalCanNavy", RULES["x"]).handle == "RoyalCanNavy"


@pytest.mark.parametrize(
    ("platform", "handle", "warning"),
    [
        ("facebook", "NATO", problems.UNUSUAL),
        ("facebook", "Forces.Jobs", None),
        ("facebook", "n.a.t.o", problems.UNUSUAL),
        ("linkedin", "unit_2", problems.UNUSUAL),
        ("linkedin", "unité-2", None),
    ],
)
def test_handle_that_only_older_accounts_have_is_read_with_a_warning(platform, handle, warning):
    parsed = parse_handle(handle, RULES[platform])
    assert (parsed.warning and parsed.warning.message) == warning


@pytest.mark.parametrize(
    ("address", "leads_on"),
    [
        ("https://www.facebook.com/100064000000001", True),
        ("https://www.facebook.com/ForcesJobs", False),
        ("https://www.linkedin.com/company/1234567", True),
        ("https://www.youtube.com/user/ExampleUnit", True),
        ("https://www.youtube.com/@ExampleUnit", False),
    ],
)
def test_address_by_number_or_former_name_is_told_apart(address, leads_on):
    assert parse(address, PLATFORMS).leads_on is leads_on


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://x.com/RoyalCanNavy/status/1578978756932571136", "RoyalCanNavy"),
        ("https://twitter.com/RoyalCanNavy/status/1/photo/1", "RoyalCanNavy"),
        ("https://x.com/intent/user?screen_name=RoyalCanNavy", "RoyalCanNavy"),
        ("https://www.instagram.com/stories/forcesjobs/1/", "forcesjobs"),
        ("https://www.instagram.com/forcesjobs/p/abc", "forcesjobs"),
        ("https://www.facebook.com/story.php?story_fbid=1&id=100064000000001", "100064000000001"),
        ("https://www.facebook.com/forcesjobs/posts/a%20b", "forcesjobs"),
        ("https://www.tiktok.com/@caf/video/123", "caf"),
        ("https://bsky.app/profile/navy.bsky.social/post/abc", "navy.bsky.social"),
    ],
)
def test_address_of_a_post_names_its_account(address, handle):
    parsed = parse_within(address, PLATFORMS)
    assert (parsed.handle, parsed.is_within) == (handle, True)


@pytest.mark.parametrize(
    "address",
    ["https://x.com/i/status/1", "https://www.instagram.com/p/A/", "https://youtu.be/dQw4w9WgXcQ"],
)
def test_post_without_its_account_in_the_address_is_refused(address):
    assert isinstance(parse_within(address, PLATFORMS), AddressProblem)


def test_handle_alone_is_read_on_every_instance():
    named = accounts_named("rcn", RULES["mastodon"])
    assert [parsed.handle for parsed in named] == [
        f"rcn@{host}" for host in RULES["mastodon"].hosts
    ]


def test_open_platform_has_no_problem():
    assert platform_problem(RULES["x"]) is None


@pytest.mark.parametrize(
    ("platform", "message"),
    [
        ("google-plus", problems.CLOSED),
        ("skype", problems.CLOSED),
        ("twitter", problems.RENAMED),
        ("tiktok", problems.BARRED),
    ],
)
def test_unusable_platform_is_refused_with_its_reason(platform, message):
    assert platform_problem(RULES[platform], PLATFORMS).message == message


def test_renamed_platform_names_its_successor():
    assert platform_problem(RULES["wikia"], PLATFORMS).params["successor"].en == "Fandom"


@pytest.mark.parametrize(("language", "name"), [("en", "Wikipedia"), ("fr", "Wikipédia")])
def test_address_problem_names_the_platform_in_the_language_of_the_reader(language, name):
    problem = parse_handle("Example", RULES["wikipedia"])
    with override(language):
        assert str(problem.params["platform"]) == name


@given(st.one_of(st.text(), web_like, web_like.map("https://x.com".__add__)))
def test_parser_accepts_or_refuses_any_text(text):
    for answer in (parse(text, PLATFORMS), *(parse_handle(text, rule) for rule in PLATFORMS)):
        assert isinstance(answer, ParsedAddress | AddressProblem)


@given(st.one_of(web_like, web_like.map("https://x.com/".__add__), handles().map(lambda h: h[1])))
def test_parsed_address_is_latin_and_parses_to_itself(text):
    for rule in PLATFORMS:
        parsed = parse_handle(text, rule)
        if isinstance(parsed, ParsedAddress):
            text = parsed.handle + parsed.key + parsed.address
            assert all(char.isascii() or is_accented(char) for char in text)
            assert parse(parsed.address, PLATFORMS) == parsed
            assert parse_handle(parsed.handle, rule) == parsed


@given(handles())
def test_parsed_handle_fits_its_pattern_and_columns(made):
    rule, text = made
    parsed = parse_handle(text, rule)
    if isinstance(parsed, ParsedAddress):
        own = parsed.handle.partition("@")[0] if rule.slug == "mastodon" else parsed.handle
        assert any(
            re.fullmatch(pattern, without_marks(own.removeprefix(form.prefix)), re.ASCII)
            for form in rule.forms
            for pattern in (form.pattern, form.former_pattern)
        )
        assert len(skeleton(parsed.handle)) <= 200
        assert len(parsed.address) <= 400


@given(st.sampled_from(PLAIN), user_info)
def test_address_with_user_info_is_refused(good, info):
    rest = good[0].removeprefix("https://")
    assert isinstance(parse(f"https://{info}@{rest}", PLATFORMS), AddressProblem)


@given(st.sampled_from(PLAIN), st.text("0123456789", max_size=6))
def test_address_with_a_port_is_refused(good, port):
    host, _, path = good[0].removeprefix("https://").partition("/")
    assert isinstance(parse(f"https://{host}:{port}/{path}", PLATFORMS), AddressProblem)


@given(st.sampled_from(PLAIN), st.from_regex(r"(\.[a-z]{1,10}){1,3}", fullmatch=True))
def test_address_on_a_longer_host_is_refused(good, suffix):
    host, _, path = good[0].removeprefix("https://").partition("/")
    answer = parse(f"https://{host}{suffix}/{path}", PLATFORMS)
    assert isinstance(answer, AddressProblem)


@given(st.sampled_from(PLAIN), st.data(), foreign_signs)
def test_address_with_a_foreign_or_invisible_character_is_refused(good, data, sign):
    is_mark = bool(unicodedata.combining(sign))
    assume(not RULES[good[1]].reads_accents or not (is_accented(sign) or is_mark))
    place = data.draw(st.integers(0, len(good[0])))
    answer = parse(good[0][:place] + sign + good[0][place:], PLATFORMS)
    # An accented letter in place of a slash leaves no address that it could be a part of.
    broken = [problems.NOT_ADDRESS] if is_accented(sign) else []
    assert answer.message in [problems.INVISIBLE, problems.FOREIGN, *broken]
