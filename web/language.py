from typing import TypeVar

from django.utils.translation import get_language

T = TypeVar("T")


def is_french() -> bool:
    return get_language() == "fr"


def localized(en: T, fr: T) -> T:
    """The one of the active language; English in any language but French."""
    return fr if is_french() else en
