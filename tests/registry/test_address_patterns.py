import pytest

from registry.addresses import errors as problems
from registry.addresses.errors import AddressError
from registry.addresses.patterns import AddressPattern, PlatformRules
from registry.addresses.regex import is_slow

FORM = {"address": "https://example.org/{handle}", "pattern": "[a-z]+"}


def read(data):
    return PlatformRules.from_json(
        data, slug="example", name_en="Example", name_fr="Exemple", category=1
    )


def test_valid_platform_rules_are_read():
    rules = read({"hosts": ["example.org"], "forms": [FORM], "tabs": ["about"]})
    assert (rules.hosts, rules.forms, rules.tabs) == (
        ("example.org",),
        (AddressPattern(**FORM),),
        ("about",),
    )


def test_platform_rules_may_be_empty():
    assert read({}).forms == ()


@pytest.mark.parametrize(
    "host",
    ["Example.org", "example", "127.0.0.1", "xn--e1.org", "a@b.org", "x.org:80", "é.org", "x.org."],
)
def test_host_that_is_not_a_plain_name_is_refused(host):
    with pytest.raises(AddressError, match="plain host name"):
        read({"hosts": [host]})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"address": "http://example.org/{handle}"}, problems.BAD_TEMPLATE),
        ({"address": "https://example.org/"}, problems.BAD_TEMPLATE),
        ({"address": "https://example.org/{handle}/{handle}"}, problems.BAD_TEMPLATE),
        ({"aliases": ["u/{handle}"]}, problems.BAD_TEMPLATE),
        ({"pattern": "[a-z"}, problems.BAD_PATTERN),
        ({"pattern": "(?!a)[a-z]+"}, problems.BAD_PATTERN),
        ({"pattern": "((([a-z]{99}){99}){99}){99}"}, problems.BAD_PATTERN),
        ({"former_pattern": "[a-z"}, problems.BAD_PATTERN),
        ({"former_min_length": 2}, problems.BAD_LENGTHS),
        ({"within": ["u/{handle}"]}, problems.BAD_TEMPLATE),
        ({"within": 8}, problems.BAD_RULES),
        ({"min_length": 0}, problems.BAD_LENGTHS),
        ({"min_length": 9, "max_length": 8}, problems.BAD_LENGTHS),
        ({"max_length": 101}, problems.BAD_LENGTHS),
        ({"max_length": 99, "prefix": "c/"}, problems.BAD_LENGTHS),
        ({"max_length": "8"}, problems.BAD_RULES),
        ({"pattern": 8}, problems.BAD_RULES),
        ({"aliases": [8]}, problems.BAD_RULES),
        ({"aliases": 8}, problems.BAD_RULES),
        ({"script": "x"}, problems.BAD_RULES),
    ],
)
def test_unusable_address_pattern_is_refused(change, message):
    with pytest.raises(AddressError) as caught:
        read({"hosts": ["example.org"], "forms": [{**FORM, **change}]})
    assert caught.value.problem.message == message


@pytest.mark.parametrize(
    "data",
    [{"forms": [{}]}, {"forms": 8}, {"forms": ["x"]}, {"hosts": [8]}, {"slug": ["x"]}, [], "x", 8],
)
def test_platform_rules_of_another_shape_are_refused(data):
    with pytest.raises(AddressError) as caught:
        read(data)
    assert caught.value.problem.message == problems.BAD_RULES


@pytest.mark.parametrize("pattern", ["([A-Za-z0-9]+[._-]?)+", "(a|a|aa)+b", "(a*)*!", "(.*)*x"])
def test_hostile_text_is_matched_at_once(pattern):
    assert not is_slow(pattern)
