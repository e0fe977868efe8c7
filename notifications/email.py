"""A letter as an e-mail: text and HTML, in its reader's language, or in both if unknown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from access.mailboxes import Mailboxes
from directive.tables import LIFECYCLES
from reminders.digest_words import DigestWords, digest_words
from reminders.groups import DIGEST
from reminders.offices import answering
from reminders.words import Words, words
from workflow.models import Letter


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    text: str
    html: str
    answered: str  # where answers go


class Writer:
    """Writes the letters of a batch; what several people are told of a step is put in words once."""

    def __init__(self) -> None:
        self._written: dict[tuple[object, ...], Written] = {}
        self._mailboxes = Mailboxes()

    def compose(self, letter: Letter, contents: Sequence[Letter] = ()) -> EmailMultiAlternatives:
        """`contents` is what a digest carries."""
        written = self._write(letter, contents)
        mail = EmailMultiAlternatives(
            subject=written.subject,
            body=written.text,
            to=[letter.recipient.email],
            headers=headers(letter),
            reply_to=[written.answered] if written.answered else None,
        )
        mail.attach_alternative(written.html, "text/html")
        return mail

    def _write(self, letter: Letter, contents: Sequence[Letter]) -> Written:
        if letter.kind == DIGEST:
            answered = answering(contents, self._mailboxes)
            return _written(letter, "digest", lambda: digest_words(contents), answered)
        reader = letter.recipient
        # The address of what has no page of its own depends on who reads it.
        read_by = reader.language if letter.object_kind in LIFECYCLES else reader.pk
        key = (letter.kind, letter.object_id, letter.occurrence, repr(letter.facts), read_by)
        if key not in self._written:
            answered = answering([letter], self._mailboxes)
            self._written[key] = _written(letter, "letter", lambda: words(letter), answered)
        return self._written[key]


def headers(letter: Letter) -> dict[str, str]:
    """One Message-ID a letter, so that a mail sent twice after a crash shows once."""
    host = settings.SITE.hostname
    return {
        "Message-ID": f"<{letter.pk}@{host}>",
        "List-Id": f"<registry.{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _written(
    letter: Letter, template: str, say: Callable[[], Words | DigestWords], answered: str
) -> Written:
    parts = [_in(language, say) for language in letter.recipient.languages]
    subject = " / ".join(part.subject for part in parts)
    context = {
        "parts": parts,
        "language": parts[0].language,
        "subject": subject,
        "answered": answered,
    }
    return Written(
        subject,
        render_to_string(f"mail/{template}.txt", context),
        render_to_string(f"mail/{template}.html", context),
        answered,
    )


def _in(language: str, say: Callable[[], Words | DigestWords]) -> Words | DigestWords:
    with translation.override(language):
        return say()
