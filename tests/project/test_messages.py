from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from dev import catalogue, messages


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Catalog:
    (tmp_path / "templates").mkdir()
    (tmp_path / "package").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        """<p>It's {% translate "Sign in" %}</p>
        {% blocktranslate trimmed with name=person %}
            Signed in
            as {{ name }}
        {% endblocktranslate %}
        {% blocktranslate count n=r %}{{ n }} row{% plural %}{{ n }} rows{% endblocktranslate %}"""
    )
    (tmp_path / "package" / "views.py").write_text(
        'title = _("Dashboard")\nlate = ngettext("%(n)s day", "%(n)s days", n)\nother(_(name))\n'
    )
    monkeypatch.setattr(catalogue, "BASE_DIR", tmp_path)
    return catalogue.extract_messages()


@pytest.mark.parametrize("message", ["Sign in", "Signed in as %(name)s", "Dashboard"])
def test_translatable_sentence_is_extracted(found: Catalog, message: str) -> None:
    assert message in found


@pytest.mark.parametrize("plural", [("%(n)s row", "%(n)s rows"), ("%(n)s day", "%(n)s days")])
def test_translatable_plural_is_extracted(found: Catalog, plural: tuple[str, str]) -> None:
    assert found.get(plural[0]).id == plural


@pytest.mark.parametrize(
    ("english", "french", "fault"),
    [
        ("Dashboard", "", "no French"),
        ("By {name}", "Par {nom}", "not the same placeholders or tags"),
        ("<b>Now</b>", "Maintenant", "not the same placeholders or tags"),
        ("By %(name)s", "Par %(nom)s", "unknown named placeholder"),
    ],
)
def test_faulty_translation_is_named(english: str, french: str, fault: str) -> None:
    message = Message(english, french, flags={"python-format"} if "%" in english else ())
    assert any(fault in found for found in messages.find_faults(Catalog(locale="fr"), message))


def test_good_translation_has_no_fault() -> None:
    message = Message("By %(name)s", "Par %(name)s", flags={"python-format"})
    assert not list(messages.find_faults(Catalog(locale="fr"), message))


def test_catalogue_contains_no_date_and_no_line_number(found: Catalog) -> None:
    text = catalogue.format_catalog(found).decode()
    assert "Date" not in text.split("\n\n")[0]
    assert "#:" not in text
    assert text.index('"Dashboard"') < text.index('"Sign in"')
