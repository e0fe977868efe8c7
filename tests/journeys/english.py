"""English texts of the catalogue that are left on a French page."""

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
    texts = [message for message in messages if isinstance(message.id, str)]
    ours = (_spaced(text.id) for text in texts if _spaced(text.id) != _spaced(text.string))
    return frozenset(text for text in ours if not text.startswith("https:"))  # typed by people too


def left_in_english(page: Page) -> set[str]:
    return {text for text in map(_spaced, page.evaluate(TEXTS)) if text} & english()


def _spaced(text: str) -> str:
    """A space of either kind counts as one."""
    return " ".join(text.split())
