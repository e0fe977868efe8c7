from threading import Lock

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from access.models import Person

MIN_SCORE = 3  # of 0 to 4: more than 10^8 guesses
# The library tries each way to read signs as letters: of 72 signs it took 5.6 s, of 20 at most 0.1 s. What is
# strong by its beginning stays so.
MAX_SCORED_CHARACTERS = 20
# The library keeps the words of one call in a dictionary that all threads share.
_lock = Lock()


class StrengthValidator:
    """Refuses a password that is easily guessed: words, names, dates, keyboard rows and repetitions."""

    def validate(self, password: str, user: Person | None = None) -> None:
        words = [user.username, user.email, user.name, *user.name.split()] if user else []
        with _lock:
            score = zxcvbn(password[:MAX_SCORED_CHARACTERS], user_inputs=words)["score"]
        if score < MIN_SCORE:
            raise ValidationError(
                _(
                    "This password is easy to guess. Take several words that do not belong together,"
                    " without names, dates or rows of keys."
                ),
                code="password_easy_to_guess",
            )

    def get_help_text(self) -> str:
        return _("Several words that do not belong together are hard to guess, and easy to keep.")
