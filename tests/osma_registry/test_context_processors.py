import pytest
from django.utils.translation import override

from osma_registry.context_processors import toggle


@pytest.mark.parametrize(
    ("language", "address", "other"),
    [
        ("en", "/en/registry/?q=navy&state=active", "/fr/registry/?q=navy&state=active"),
        ("fr", "/fr/registry/en/", "/en/registry/en/"),
        ("en", "/healthz/nowhere", "/fr/"),
    ],
)
def test_language_toggle_links_the_same_page_in_the_other_language(rf, language, address, other):
    with override(language):
        assert toggle(rf.get(address))["address"] == other


def test_language_toggle_never_links_another_host(rf):
    with override("en"):
        assert toggle(rf.get("//evil.example/en/"))["address"] == "/fr/"
