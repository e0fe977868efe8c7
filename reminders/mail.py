"""A letter as an e-mail: text and HTML, in its reader's language, or in both if unknown."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from reminders.words import Words, words
from workflow.models import Letter


def compose(letter: Letter) -> EmailMultiAlternatives:
    parts = [_in(language, letter) for language in languages(letter)]
    context = {"parts": parts, "language": parts[0].language}
    mail = EmailMultiAlternatives(
        subject=" / ".join(part.subject for part in parts),
        body=render_to_string("mail/letter.txt", context),
        to=[letter.recipient.email],
        headers=headers(letter),
    )
    mail.attach_alternative(render_to_string("mail/letter.html", context), "text/html")
    return mail


def languages(letter: Letter) -> list[str]:
    known = letter.recipient.language
    return [known] if known else [code for code, _ in settings.LANGUAGES]


def headers(letter: Letter) -> dict[str, str]:
    """One Message-ID a letter, so that a mail sent twice after a crash shows once."""
    host = settings.SITE.hostname
    return {
        "Message-ID": f"<{letter.pk}@{host}>",
        "List-Id": f"<registry.{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _in(language: str, letter: Letter) -> Words:
    with translation.override(language):
        return words(letter)
