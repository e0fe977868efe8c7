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
from notifications.sign_in_link import (
    SignInLinkContent,
    is_sign_in_link,
    sign_in_link_content,
)
from notifications.subjects import subject_of
from outbox.models import Notification


def reply_to_of(notifications: Iterable[Notification], addresses: ReplyToAddresses) -> str:
    """The address of the organization they are about; of several, the one for all."""
    found = set()
    for notification in notifications:
        about = subject_of(notification)
        organization = (
            about if isinstance(about, Organization) else getattr(about, "organization", None)
        )
        found.add(addresses.reply_to_for(organization))
    return found.pop() if len(found) == 1 else addresses.reply_to_for(None)


@dataclass(frozen=True, slots=True)
class RenderedEmail:
    subject: str
    text: str
    html: str
    reply_to: str


class EmailComposer:
    """Renders the e-mails of a batch; the same text for several recipients is rendered once."""

    def __init__(self) -> None:
        self._rendered: dict[tuple[object, ...], RenderedEmail] = {}
        self._reply_to_addresses = ReplyToAddresses()

    def compose(
        self, notification: Notification, contents: Sequence[Notification] = ()
    ) -> EmailMultiAlternatives:
        """`contents`: the notifications that a digest carries."""
        rendered = self._render(notification, contents)
        message = EmailMultiAlternatives(
            subject=rendered.subject,
            body=rendered.text,
            to=[notification.recipient.email],
            headers=email_headers(notification),
            reply_to=[rendered.reply_to] if rendered.reply_to else None,
        )
        message.attach_alternative(rendered.html, "text/html")
        return message

    def _render(
        self, notification: Notification, contents: Sequence[Notification]
    ) -> RenderedEmail:
        if notification.event_type == DIGEST:
            reply_to = reply_to_of(contents, self._reply_to_addresses)
            return _render_email(notification, "digest", lambda: digest_content(contents), reply_to)
        if is_sign_in_link(notification):
            reply_to = self._reply_to_addresses.reply_to_for(None)
            return _render_email(
                notification, "sign_in_link", lambda: sign_in_link_content(notification), reply_to
            )
        reader = notification.recipient
        # The link to an object without a page of its own depends on the recipient.
        variant = reader.language if notification.object_type in LIFECYCLES else reader.pk
        key = (
            notification.event_type,
            notification.object_id,
            notification.occurrence,
            repr(notification.context),
            variant,
        )
        if key not in self._rendered:
            reply_to = reply_to_of([notification], self._reply_to_addresses)
            self._rendered[key] = _render_email(
                notification, "notification", lambda: email_content(notification), reply_to
            )
        return self._rendered[key]


def email_headers(notification: Notification) -> dict[str, str]:
    # One Message-ID a notification: mail programs show an e-mail that was sent twice once.
    host = settings.SITE.hostname
    return {
        "Message-ID": f"<{notification.pk}@{host}>",
        "List-Id": f"<registry.{host}>",
        "Auto-Submitted": "auto-generated",
    }


def _render_email(
    notification: Notification,
    template: str,
    build: Callable[[], EmailContent | DigestContent | SignInLinkContent],
    reply_to: str,
) -> RenderedEmail:
    parts = []
    for language in notification.recipient.languages:
        with translation.override(language):
            parts.append(build())
    subject = " / ".join(part.subject for part in parts)
    context = {
        "parts": parts,
        "language": parts[0].language,
        "subject": subject,
        "reply_to": reply_to,
    }
    return RenderedEmail(
        subject=subject,
        text=render_to_string(f"mail/{template}.txt", context),
        html=render_to_string(f"mail/{template}.html", context),
        reply_to=reply_to,
    )
