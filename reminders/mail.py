"""A letter as an e-mail: text and HTML, in its reader's language, or in both if unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language, ngettext

from reminders.groups import DIGEST
from reminders.kinds import asks
from reminders.words import Words, words
from workflow.models import Letter


@dataclass(frozen=True, slots=True)
class Digest:
    language: str
    subject: str
    asked: list[Words]
    told: list[Words]
    url: str
    choices_url: str


def compose(letter: Letter, contents: Sequence[Letter] = ()) -> EmailMultiAlternatives:
    """`contents` is what a digest carries."""
    if letter.kind == DIGEST:
        return _mail(letter, "digest", lambda: _digest(contents))
    return _mail(letter, "letter", lambda: words(letter))


def headers(letter: Letter) -> dict[str, str]:
    """One Message-ID a letter, so that a mail sent twice after a crash shows once."""
    host = settings.SITE.hostname
    return {
        "Message-ID": f"<{letter.pk}@{host}>",
        "List-Id": f"<registry.{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _mail(
    letter: Letter, template: str, say: Callable[[], Words | Digest]
) -> EmailMultiAlternatives:
    parts = [_in(language, say) for language in letter.recipient.languages]
    context = {
        "parts": parts,
        "language": parts[0].language,
        "subject": " / ".join(part.subject for part in parts),
        "answered": settings.REPLY_TO_EMAIL,
    }
    mail = EmailMultiAlternatives(
        subject=context["subject"],
        body=render_to_string(f"mail/{template}.txt", context),
        to=[letter.recipient.email],
        headers=headers(letter),
        reply_to=[settings.REPLY_TO_EMAIL] if settings.REPLY_TO_EMAIL else None,
    )
    mail.attach_alternative(render_to_string(f"mail/{template}.html", context), "text/html")
    return mail


def _in(language: str, say: Callable[[], Words | Digest]) -> Words | Digest:
    with translation.override(language):
        return say()


def _digest(contents: Sequence[Letter]) -> Digest:
    asked = [words(letter) for letter in contents if asks(letter.kind)]
    told = [words(letter) for letter in contents if not asks(letter.kind)]
    count = len(asked) or len(told)
    if asked:
        subject = ngettext("%(count)s step waits for you", "%(count)s steps wait for you", count)
    else:
        subject = ngettext("%(count)s piece of news", "%(count)s pieces of news", count)
    return Digest(
        language=get_language(),
        subject=subject % {"count": count},
        asked=asked,
        told=told,
        url=settings.SITE_URL + reverse("desk"),
        choices_url=settings.SITE_URL + reverse("mail_choices"),
    )
