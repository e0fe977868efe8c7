"""Names without what cannot be seen or turns the text around (Unicode Cc, Cf and blank letters)."""

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable

    CharField = models.CharField[str | Combinable, str]
else:
    CharField = models.CharField

# Hangul fillers and the empty Braille pattern: letters and symbols to Unicode, blank to the eye.
BLANK_SIGNS = "\u115f\u1160\u3164\uffa0\u2800"
_INVISIBLE_CATEGORIES = ("Cc", "Cf", "Cs")


def visible_text(text: str) -> str:
    """The text in one line without invisible characters and outer spaces; empty where no sign is left to see."""
    line = re.sub(r"[\t\n\v\f\r\x85\u2028\u2029]", " ", text)
    kept = "".join(
        character
        for character in line
        if unicodedata.category(character) not in _INVISIBLE_CATEGORIES
        and character not in BLANK_SIGNS
    )
    # A mark alone has no letter to stand on.
    is_visible = any(
        not unicodedata.category(character).startswith(("M", "Z")) for character in kept
    )
    return re.sub(" {2,}", " ", kept).strip() if is_visible else ""


class NameFormField(forms.CharField):
    default_error_messages = {"invisible": _("Write at least one sign that can be seen.")}

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        name = visible_text(text)
        if text and not name:
            raise ValidationError(self.error_messages["invisible"], code="invisible")
        return name


class NameField(CharField):
    """A CharField whose value is `visible_text`, whichever way it is saved."""

    def deconstruct(self) -> Any:
        # To the database and to migrations it is a CharField.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return visible_text(value) if isinstance(value, str) else value

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = self.to_python(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": NameFormField, **kwargs})
