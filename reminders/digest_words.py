"""What a digest says, in the language that is active."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext

from reminders.kinds import asks
from reminders.words import Words, words
from workflow.models import Letter


@dataclass(frozen=True, slots=True)
class DigestWords:
    language: str
    subject: str
    asked: list[Words]
    told: list[Words]
    url: str
    choices_url: str


def digest_words(letters: Iterable[Letter]) -> DigestWords:
    letters = list(letters)
    asked = [words(letter) for letter in letters if asks(letter.kind)]
    told = [words(letter) for letter in letters if not asks(letter.kind)]
    return DigestWords(
        language=get_language(),
        subject=_waiting(len(asked)) if asked else _news(len(told)),
        asked=asked,
        told=told,
        url=settings.SITE_URL + reverse("desk"),
        choices_url=settings.SITE_URL + reverse("mail_choices"),
    )


def _waiting(count: int) -> str:
    subject = ngettext("%(count)s step waits for you", "%(count)s steps wait for you", count)
    return subject % {"count": count}


def _news(count: int) -> str:
    subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", count)
    return subject % {"count": count}
