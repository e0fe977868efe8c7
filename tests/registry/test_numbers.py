import string

import pytest

from registry.numbers import draw_number, is_number, new_number
from tests.factories import create_accounts

pytestmark = pytest.mark.template_database("users")


def test_drawn_registry_number_is_valid():
    assert is_number(draw_number())


def test_drawn_registry_numbers_are_distinct():
    assert len({draw_number() for _ in range(1000)}) == 1000


def test_registry_number_check_detects_any_wrong_character():
    number = draw_number()
    for place, sign in enumerate(number):
        for other in string.ascii_uppercase + string.digits:
            if other != sign and sign != "-":
                assert not is_number(number[:place] + other + number[place + 1 :])


def test_registry_number_check_detects_any_swap_of_neighbours():
    number = draw_number()
    for place in range(5, 13):
        first, second = number[place], number[place + 1]
        if first != second and "-" not in (first, second):
            assert not is_number(number[:place] + second + first + number[place + 2 :])


@pytest.mark.parametrize("text", ["", "OSMA-", "OSMA-0000-0000-0", "osma-1111-1111-1", "é" * 16])
def test_malformed_registry_number_is_refused(text):
    assert not is_number(text)


@pytest.mark.django_db
def test_registry_number_in_use_is_not_given_again(demo_users):
    taken = create_accounts(1)[0].number
    drawn = iter([taken, taken, "OSMA-2222-2222-3"])
    assert new_number(draw=lambda: next(drawn)) == "OSMA-2222-2222-3"
