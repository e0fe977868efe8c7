"""The codes of the directive, named in the reader's language: `CODES.choices(named)`."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from directive.codes import Code


def _name(code: Code) -> str:
    return code.fr if get_language() == "fr" else code.en


named = lazy(_name, str)
