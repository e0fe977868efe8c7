from time import perf_counter

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from access.models import Person
from access.password_strength import MAX_SCORED_CHARACTERS

PERSON = Person(username="elodie.tremblay", name="Élodie Tremblay", email="elodie@example.invalid")


@pytest.mark.parametrize(
    "password",
    [
        "qwertyuiop123",
        "aaaaaaaaaaaaaaaa",
        "password20262026",
        "Tremblay-Elodie-1",
        "elodie@example.invalid",
        "osma-demo",
    ],
)
def test_password_easy_to_guess_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, PERSON)


@pytest.mark.parametrize("password", ["violet anchor tepid mosaic", "érable-brume-canot-7 lundi"])
def test_password_of_several_words_is_accepted(password: str) -> None:
    validate_password(password, PERSON)


def test_own_name_does_not_count_towards_the_strength() -> None:
    somebody = Person(username="zq", name="Zebulon Quagmire Wintergreen", email="z@example.invalid")
    validate_password("quagmire wintergreen zebulon", PERSON)
    with pytest.raises(ValidationError):
        validate_password("quagmire wintergreen zebulon", somebody)


@pytest.mark.parametrize("pattern", ["a", "ab1", "qwerty", "4@dmin", "19991231"])
def test_long_repetition_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError):
        validate_password((pattern * 200)[:200], PERSON)


def test_password_of_symbols_is_scored_in_less_than_a_second() -> None:
    """72 such symbols took 5.6 s."""
    symbols = "{586(|/|7!<(|4!1@$3[9#&%2<0+5"
    password = (symbols + symbols[::-1] + symbols[7:] + symbols)[:200]
    began = perf_counter()
    validate_password(password, PERSON)
    assert perf_counter() - began < 1
    assert len(password) > MAX_SCORED_CHARACTERS
