from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# Names that lead nowhere outside a network (RFC 6761, 6762, 8375 and usage), and the Defence intranet.
_PRIVATE_DOMAINS = (
    "corp",
    "example",
    "home",
    "home.arpa",
    "internal",
    "intranet",
    "invalid",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "mil.ca",
    "onion",
    "test",
)
_PRIVATE_LABELS = {"intranet", "localhost"}


class NoticeField(forms.URLField):
    """The https address of a page that the public can open: the notice of an account (§ 4.10(3))."""

    default_error_messages = {
        "scheme": _("Write an address that begins with https://."),
        "private": _(
            "The public cannot open %(host)s: write the address of a page on the Internet."
        ),
        "user": _("An address with a name or a password in it is no public page."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", **kwargs)

    def clean(self, value: Any) -> Any:
        address = super().clean(value)
        if address:
            self._require_public(address)
        return address

    def _require_public(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "https":
            raise ValidationError(self.error_messages["scheme"], code="scheme")
        if "@" in parts.netloc:
            raise ValidationError(self.error_messages["user"], code="user")
        host = parts.hostname or ""
        if parts.port not in (None, 443) or not is_public_host(host):
            params = {"host": parts.netloc}
            raise ValidationError(self.error_messages["private"], code="private", params=params)


def is_public_host(host: str) -> bool:
    """Whether the name may be one of the Internet's; nothing is looked up. No IP address is."""
    host = host.rstrip(".").lower()
    if "." not in host or _is_ip_address(host):
        return False
    is_private = any(f".{host}".endswith(f".{domain}") for domain in _PRIVATE_DOMAINS)
    return not is_private and not _PRIVATE_LABELS & set(host.split("."))


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        # Browsers also read 127.1 and 0x7f.1 as addresses: no name ends with a number.
        return host.rpartition(".")[2][0].isdigit()
    return True
