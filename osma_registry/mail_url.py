"""Django's e-mail settings out of one address, such as smtp://user:password@host:587?tls=starttls."""

from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}
STARTTLS = {"tls": ["starttls"]}
SHAPE = "must look like smtp://user:password@host:587, with signs such as @ in it written as %40"


def read_mail_url(address: str) -> dict[str, object]:
    """ValueError says what is wrong, and never repeats the address: it may hold a password."""
    parts = split_address(address)
    if parts.scheme not in BACKENDS:
        raise ValueError("must begin with smtp:, smtps:, console: or file:")
    starttls = asks_for_starttls(parts)
    if parts.scheme in ("smtp", "smtps") and not names_a_server(parts):
        raise ValueError(SHAPE)
    # On a loopback address too: what listens there may pass the password on.
    if parts.password and parts.scheme == "smtp" and not starttls:
        raise ValueError("has a password and no TLS: add ?tls=starttls, or begin with smtps:")
    return {
        "EMAIL_BACKEND": BACKENDS[parts.scheme],
        "EMAIL_FILE_PATH": unquote(parts.path) if parts.scheme == "file" else None,
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": starttls,
        "EMAIL_TIMEOUT": 10,
    }


def split_address(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # whose words may repeat the password
        raise ValueError(SHAPE) from None


def asks_for_starttls(parts: SplitResult) -> bool:
    options = parse_qs(parts.query, keep_blank_values=True)
    if options and (options != STARTTLS or parts.scheme != "smtp"):
        raise ValueError("may end in ?tls=starttls after smtp:, and knows no other option")
    return bool(options)


def names_a_server(parts: SplitResult) -> bool:
    """A sign that was to be escaped in a password moves what follows it into another part."""
    try:
        parts.port  # noqa: B018 - reads it
    except ValueError:
        return False
    return bool(parts.hostname) and not parts.path.strip("/") and not parts.fragment
