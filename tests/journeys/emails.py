"""The e-mails that the worker has sent, read from its file backend."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

BETWEEN = b"-" * 79 + b"\n"
PATIENCE = 60  # seconds; beat starts a delivery every five


def link_in(email: EmailMessage) -> str:
    """The link in the text of the e-mail."""
    text = email.get_body(("plain",)).get_content()
    return re.search(r"^https?://\S+$", text, re.MULTILINE).group()


def wait_for_email(folder: Path, to: str, about: str) -> EmailMessage:
    """The first e-mail to this person whose subject begins with `about`."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for email in _read_emails(folder):
            if email["To"] == to and email["Subject"].strip().startswith(about):
                return email
        time.sleep(0.5)
    subjects = [f"{email['To']}: {email['Subject']}" for email in _read_emails(folder)]
    raise AssertionError("\n".join([f"no e-mail to {to} about {about}", *subjects]))


def _read_emails(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.log")) if folder.exists() else []
    texts = (text for file in files for text in file.read_bytes().split(BETWEEN)[:-1])
    return [message_from_bytes(text, policy=policy.default) for text in texts]
