"""Every page in French, without a sentence of the English catalogue."""

import re
from functools import cache

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.translation import override

from access.models import Person
from tests.invariants.access_matrix import ANONYMOUS, PEOPLE, can_open
from tests.invariants.routes import NO_PAGE, ROUTES

pytestmark = pytest.mark.template_database("all_pages")
LONG_ENOUGH = 14  # shorter words may be the same in both languages, or part of a name
SIGN_OUT = "account_logout"  # leads away who is not signed in
BOTH = {
    "account",
    "account_certificate",
    "glossary",
    "official_certificate",
    "official_record",
    "account_package",
    "directive",
    "organizations",
}  # both languages, on purpose


@cache
def english_sentences() -> frozenset[str]:
    path = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        messages = [message for message in read_po(file) if isinstance(message.id, str)]
    return frozenset(
        message.id
        for message in messages
        if len(message.id) >= LONG_ENOUGH
        and not any(sign in message.id for sign in ("%", "https:"))
        and message.id != message.string
    )


def words(html: str) -> str:
    body = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", html)
    return re.sub(r"\s+", " ", strip_tags(body))


def _without_names(html: str, people: dict[str, Person]) -> str:
    """Names of people are the same in both languages."""
    for person in people.values():
        html = html.replace(person.name, "")
    return html


@pytest.mark.parametrize("name", sorted(set(ROUTES) - NO_PAGE - BOTH - {SIGN_OUT}))
def test_french_page_has_no_english_text(demo_data, name):
    route = ROUTES[name]
    readers = [username for username in PEOPLE if can_open(name, username)]
    if not readers:  # no demo user can take this step: its own tests open its page
        return
    client = Client()
    if readers[0] != ANONYMOUS:
        client.force_login(demo_data[readers[0]])
    with override("fr"):
        url = reverse(name, args=route.args(route.target()))
    response = client.get(url, follow=True)
    text = words(_without_names(response.content.decode(), demo_data))
    assert [sentence for sentence in english_sentences() if sentence in text] == []
    assert '<html lang="fr">' in response.content.decode()
