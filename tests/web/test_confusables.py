import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.text.confusables import CONFUSABLES, skeleton

handle_text = st.text(string.ascii_letters + string.digits + "_.-", max_size=40)
unseen = st.sampled_from("\u200b\u200c\u200d\u2060\ufeff\u00ad\u202e\u2066\u2069\ufe0f\u034f\u3164")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("RoyalCanNavy", "RoyaICanNavy"),
        ("RoyalCanNavy", "Roya1CanNavy"),
        ("RoyalCanNavy", "Roya|CanNavy"),
        ("RoyalCanNavy", "Royal_Can.Navy-"),
        ("CanadianForces", "Canaclian_Forces"),
        ("CanadianForces", "CanadianF0rces"),
        ("CanadianForces", "CanadianForce5"),
        ("CanadianArmy", "CanadianArrny"),
        ("cf_news", "cf_nevvs"),
        ("CanadianArmy", "\u0421\u0430n\u0430di\u0430n\u0410rmy"),
        ("RoyalCanNavy", "RoyalCan\u039davy"),
        ("RoyalCanNavy", "R\u03bfy\u03b1lCanNavy"),
        ("RoyalCanNavy", "ＲｏｙａｌＣａｎＮａｖｙ"),
        ("RoyalCanNavy", "\U0001d411\U0001d428yalCanNavy"),
        ("RoyalCanNavy", "Ro\u200by\u202ealCanNavy"),
        ("RoyalCanNavy", "R\u00f4y\u00e0lCanNavy"),
        ("RoyalCanNavy", "Roya\u0131CanNavy"),
        ("RoyalCanNavy", "Roya\u04c0CanNavy"),
        ("8wing", "bwing"),
    ],
)
def test_lookalike_handles_share_a_skeleton(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CanadianForces", "CanadianArmy"),
        ("2wing", "5wing"),
        ("RoyalCanNavy", "RoyalCanNavy1"),
        ("rcn", "rcaf"),
        ("OCOLCanada", "CLOduCanada"),
    ],
)
def test_distinct_handles_have_different_skeletons(one, other):
    assert skeleton(one) != skeleton(other)


def test_character_belongs_to_one_confusable_class():
    signs = [sign for signs in CONFUSABLES.values() for sign in signs.split()]
    assert len(signs) == len(set(signs))


def test_digits_have_different_skeletons():
    assert len({skeleton(digit) for digit in string.digits}) == 10


@given(st.text())
def test_skeleton_is_idempotent(text):
    assert skeleton(skeleton(text)) == skeleton(text)


@given(handle_text)
def test_skeleton_ignores_case(handle):
    assert skeleton(handle.upper()) == skeleton(handle.lower()) == skeleton(handle)


@given(handle_text)
def test_skeleton_ignores_character_width(handle):
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in handle)
    assert skeleton(wide) == skeleton(handle)


@given(st.text(), st.data(), unseen)
def test_skeleton_ignores_invisible_characters(text, data, sign):
    place = data.draw(st.integers(0, len(text)))
    assert skeleton(text[:place] + sign + text[place:]) == skeleton(text)


@given(handle_text)
def test_skeleton_is_ascii_and_at_most_twice_as_long(handle):
    assert skeleton(handle).isascii()
    assert len(skeleton(handle)) <= 2 * len(handle)
