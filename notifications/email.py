"""A notification as an e-mail: text and HTML, in its reader's language, or in both if unknown."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation

from access.models import Organization
from access.queries import ReplyToAddresses
from directive.lifecycles import LIFECYCLES
from notifications.content import EmailContent, email_content
from notifications.digest import DigestContent, digest_content
from notifications.groups import DIGEST
from notifications.subjects import subject_of
from outbox.models import Notification


def reply_to_of(notifications: Iterable[Notification], mailboxes: ReplyToAddresses) -> str:
    """That of what they are about; of several offices, the one that answers for all."""
    found = {
        mailboxes.reply_to_for(_organization_of(notification)) for notification in notifications
    }
    return found.pop() if len(found) == 1 else mailboxes.reply_to_for(None)


def _organization_of(notification: Notification) -> Organization | None:
    about = subject_of(notification)
    return about if isinstance(about, Organization) else getattr(about, "organization", None)


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    subject: str
    text: str
    html: str
    reply_to: str  # where answers go


class EmailComposer:
    """Writes the letters of a batch; what several people are told of a step is put in words once."""

    def __init__(self) -> None:
        self._written: dict[tuple[object, ...], RenderedEmail] = {}
        self._mailboxes = ReplyToAddresses()

    def compose(
        self, notification: Notification, contents: Sequence[Notification] = ()
    ) -> EmailMultiAlternatives:
        """`contents` is what a digest carries."""
        written = self._write(notification, contents)
        mail = EmailMultiAlternatives(
            subject=written.subject,
            body=written.text,
            to=[notification.recipient.email],
            headers=email_headers(notification),
            reply_to=[written.reply_to] if written.reply_to else None,
        )
        mail.attach_alternative(written.html, "text/html")
        return mail

    def _write(self, notification: Notification, contents: Sequence[Notification]) -> RenderedEmail:
        if notification.event_type == DIGEST:
            reply_to = reply_to_of(contents, self._mailboxes)
            return _render_email(notification, "digest", lambda: digest_content(contents), reply_to)
        reader = notification.recipient
        # The address of what has no page of its own depends on who reads it.
        read_by = reader.language if notification.object_type in LIFECYCLES else reader.pk
        key = (
            notification.event_type,
            notification.object_id,
            notification.occurrence,
            repr(notification.context),
            read_by,
        )
        if key not in self._written:
            reply_to = reply_to_of([notification], self._mailboxes)
            self._written[key] = _render_email(
                notification, "notification", lambda: email_content(notification), reply_to
            )
        return self._written[key]


def email_headers(notification: Notification) -> dict[str, str]:
    """One Message-ID a letter, so that a mail sent twice after a crash shows once."""
    host = settings.SITE.hostname
    return {
        "Message-ID": f"<{notification.pk}@{host}>",
        "List-Id": f"<registry.{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _render_email(
    notification: Notification,
    template: str,
    say: Callable[[], EmailContent | DigestContent],
    reply_to: str,
) -> RenderedEmail:
    parts = [_in_language(language, say) for language in notification.recipient.languages]
    subject = " / ".join(part.subject for part in parts)
    context = {
        "parts": parts,
        "language": parts[0].language,
        "subject": subject,
        "reply_to": reply_to,
    }
    return RenderedEmail(
        subject,
        render_to_string(f"mail/{template}.txt", context),
        render_to_string(f"mail/{template}.html", context),
        reply_to,
    )


def _in_language(
    language: str, say: Callable[[], EmailContent | DigestContent]
) -> EmailContent | DigestContent:
    with translation.override(language):
        return say()
