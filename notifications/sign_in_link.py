from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from access.models import SignInLink
from access.services.sign_in_links import secret_of
from notifications.subjects import subject_of
from outbox.models import Notification


@dataclass(frozen=True, slots=True)
class SignInLinkContent:
    language: str
    subject: str
    is_invitation: bool
    username: str
    expires_at: datetime
    time_zone: str
    url: str


def is_sign_in_link(notification: Notification) -> bool:
    return notification.object_type == SignInLink.object_type


def sign_in_link_content(notification: Notification) -> SignInLinkContent:
    link: SignInLink = subject_of(notification)
    person = notification.recipient
    is_invitation = link.purpose == SignInLink.Purpose.INVITATION
    route = "invitation" if is_invitation else "password_reset"
    expires_at = timezone.localtime(link.expires_at, ZoneInfo(person.time_zone))
    return SignInLinkContent(
        language=get_language(),
        subject=_("Your invitation to the registry") if is_invitation else _("Set a new password"),
        is_invitation=is_invitation,
        username=person.username,
        expires_at=expires_at,
        time_zone=person.get_time_zone_display(),
        url=settings.SITE_URL + reverse(route, args=[secret_of(link)]),
    )
