from access.models import SignInLink
from outbox.models import EmailDelivery, Notification


def send_sign_in_link(link: SignInLink) -> None:
    """Its secret is not written here: it is made again as the e-mail leaves."""
    notification = Notification.objects.create(
        event_type=f"{link.object_type}.{link.purpose}",
        object_type=link.object_type,
        object_id=link.pk,
        occurrence=str(link.pk),
        recipient=link.person,
    )
    EmailDelivery.objects.create(notification=notification)
