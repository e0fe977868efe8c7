"""French typography: no space before ; ? !, a no-break space before : and inside « »."""

import pytest

from dev.messages import find_problems
from dev.typography import find_errors

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    "text",
    [
        "Langue : français",
        f"Que faire{NBSP}?",
        "Un compte ; deux comptes",
        "«compte officiel»",
        "« compte officiel »",
        "L'adresse",
        "20 %",
        "§ 4.3",
        "à 16:30",
        "à 16 h 30",
        "10 Mo",
        "12 500 comptes",
        "deux  espaces",
    ],
)
def test_typographic_error_is_found(text: str) -> None:
    assert find_errors(text)


@pytest.mark.parametrize(
    "text",
    [
        f"Langue{NBSP}: français",
        "Que faire?",
        "Un compte; deux comptes",
        f"«{NBSP}compte officiel{NBSP}»",
        "L’adresse https://exemple.ca/?a=1",
        f"20{NBSP}%%",
        f"§{NBSP}4.3",
        f"de 9{NBSP}h à 16{NBSP}h{NBSP}30",
        f"%(person)s{NBSP}: {{what}}",
        f"12{NBSP}500 comptes",
    ],
)
def test_correct_typography_has_no_errors(text: str) -> None:
    assert find_errors(text) == []


def test_french_catalogue_has_no_problems() -> None:
    assert list(find_problems()) == []
