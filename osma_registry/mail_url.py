"""Django's e-mail settings from one URL, such as smtp://user:password@host:587?tls=starttls."""

from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "smtps": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
}
STARTTLS = {"tls": ["starttls"]}
FORMAT_ERROR = (
    "must look like smtp://user:password@host:587, with signs such as @ in it written as %40"
)


def read_mail_url(address: str) -> dict[str, object]:
    """The EMAIL_* settings. ValueError says what is wrong, without the address, which may hold a password."""
    parts = split_address(address)
    if parts.scheme not in BACKENDS:
        raise ValueError("must begin with smtp:, smtps:, console: or file:")
    starttls = uses_starttls(parts)
    if parts.scheme in ("smtp", "smtps") and not has_server(parts):
        raise ValueError(FORMAT_ERROR)
    # For localhost too: a relay there may pass the password on without TLS.
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
        "EMAIL_TIMEOUT": 10,  # seconds; Django's default is to wait forever
    }


def split_address(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:  # whose message may repeat the password
        raise ValueError(FORMAT_ERROR) from None


def uses_starttls(parts: SplitResult) -> bool:
    """ValueError for any other option, which would be silently ignored."""
    options = parse_qs(parts.query, keep_blank_values=True)
    if options and (options != STARTTLS or parts.scheme != "smtp"):
        raise ValueError("may end in ?tls=starttls after smtp:, and knows no other option")
    return bool(options)


def has_server(parts: SplitResult) -> bool:
    # A `#`, `/` or `:` not escaped in a password puts the rest into another part: the URL parses, but wrongly.
    try:
        parts.port  # noqa: B018 - the property raises
    except ValueError:
        return False
    return bool(parts.hostname) and not parts.path.strip("/") and not parts.fragment
