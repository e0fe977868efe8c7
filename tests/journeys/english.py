"""What a French page still says in English: a text of ours that has a French of its own."""

from functools import cache

from babel.messages.pofile import read_po
from django.conf import settings
from playwright.sync_api import Page

CATALOGUE = settings.BASE_DIR / "locale" / "fr" / "LC_MESSAGES" / "django.po"
TEXTS = """
() => {
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('[lang="en"], script, blockquote')) texts.push(walker.currentNode.data);
  }
  return texts;
}
"""


@cache
def english() -> frozenset[str]:
    with CATALOGUE.open("rb") as file:
        messages = list(read_po(file, locale="fr"))
    return frozenset(
        message.id
        for message in messages
        if message.id and isinstance(message.id, str) and message.id != message.string
    )


def left_in_english(page: Page) -> set[str]:
    return {" ".join(text.split()) for text in page.evaluate(TEXTS)} & english()
