"""What the worker has sent, as its file backend keeps it."""

import re
import time
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

BETWEEN = b"-" * 79 + b"\n"
PATIENCE = 60  # seconds: beat asks for a relay every five


def address_in(notification: EmailMessage) -> str:
    """Where its reader is asked to go."""
    text = notification.get_body(("plain",)).get_content()
    return re.search(r"^https?://\S+$", text, re.MULTILINE).group()


def awaited(folder: Path, to: str, about: str) -> EmailMessage:
    """The first letter to this person whose subject begins so."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        for notification in _letters(folder):
            if notification["To"] == to and notification["Subject"].strip().startswith(about):
                return notification
        time.sleep(0.5)
    subjects = [
        f"{notification['To']}: {notification['Subject']}" for notification in _letters(folder)
    ]
    raise AssertionError("\n".join([f"no letter to {to} about {about}", *subjects]))


def _letters(folder: Path) -> list[EmailMessage]:
    files = sorted(folder.glob("*.log")) if folder.exists() else []
    texts = (text for file in files for text in file.read_bytes().split(BETWEEN)[:-1])
    return [message_from_bytes(text, policy=policy.default) for text in texts]
