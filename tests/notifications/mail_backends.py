"""Django mail backends that fail as mail servers do; the others' e-mails go to `mail.outbox`."""

from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend
from django.core.mail.message import sanitize_address

ADDRESS_CHECKING = f"{__name__}.AddressCheckingBackend"
LOCMEM = "django.core.mail.backends.locmem.EmailBackend"
FAILING_RECIPIENTS = f"{__name__}.FailingRecipientsBackend"
BUSY = f"{__name__}.BusyBackend"
DISCONNECTING = f"{__name__}.DisconnectingBackend"
PA_MAILBOX_FULL = f"{__name__}.PaMailboxFullBackend"
KILLED = f"{__name__}.KilledBackend"
UNREACHABLE = f"{__name__}.UnreachableBackend"


class AddressCheckingBackend(EmailBackend):
    """Rejects an address as Django's SMTP backend does, before it speaks to the server."""

    def send_messages(self, messages: list) -> int:
        for message in messages:
            sanitize_address(message.to[0], message.encoding or "utf-8")
        return super().send_messages(messages)


class FailingRecipientsBackend(EmailBackend):
    """Refuses addresses that begin with `refused`, and disconnects at those with `disconnected`."""

    def send_messages(self, messages: list) -> int:
        to = messages[0].to[0]
        if to.startswith("refused"):
            raise SMTPRecipientsRefused({to: (550, b"no such mailbox " + to.encode())})
        if to.startswith("disconnected"):
            raise SMTPServerDisconnected(f"closed while sending to {to}")
        return super().send_messages(messages)


class BusyBackend(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise SMTPDataError(451, b"come back later")


class DisconnectingBackend(EmailBackend):
    def send_messages(self, messages: list) -> int:
        raise ConnectionResetError


class PaMailboxFullBackend(EmailBackend):
    """The mailbox of one person is full, and the others are served."""

    def send_messages(self, messages: list) -> int:
        if messages[0].to == ["pa@demo.invalid"]:
            raise SMTPDataError(452, b"mailbox full")
        return super().send_messages(messages)


class KilledBackend(EmailBackend):
    """The process ends after the server has accepted the e-mail."""

    def send_messages(self, messages: list) -> int:
        super().send_messages(messages)
        raise SystemExit


class UnreachableBackend(EmailBackend):
    def open(self) -> bool:
        raise ConnectionRefusedError
