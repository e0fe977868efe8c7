"""References that people read aloud: not guessable, and without letters that look like digits."""

import secrets

from requests_app.models import Request

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference() -> str:
    """Eight characters of thirty: a collision is next to impossible, and still looked for."""
    while True:
        letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
        reference = f"R-{letters[:4]}-{letters[4:]}"
        if not Request.objects.filter(reference=reference).exists():
            return reference
