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
        'title = _("Desk")\nlate = ngettext("%(n)s day", "%(n)s days", n)\nother(_(name))\n'
    )
    monkeypatch.setattr(catalogue, "BASE_DIR", tmp_path)
    return catalogue.extracted()


@pytest.mark.parametrize("message", ["Sign in", "Signed in as %(name)s", "Desk"])
def test_a_sentence_is_found(found: Catalog, message: str) -> None:
    assert message in found


@pytest.mark.parametrize("plural", [("%(n)s row", "%(n)s rows"), ("%(n)s day", "%(n)s days")])
def test_a_plural_is_found(found: Catalog, plural: tuple[str, str]) -> None:
    assert found.get(plural[0]).id == plural


@pytest.mark.parametrize(
    ("english", "french", "fault"),
    [
        ("Desk", "", "no French"),
        ("By {name}", "Par {nom}", "not the same placeholders or tags"),
        ("<b>Now</b>", "Maintenant", "not the same placeholders or tags"),
        ("By %(name)s", "Par %(nom)s", "unknown named placeholder"),
    ],
)
def test_a_fault_is_named(english: str, french: str, fault: str) -> None:
    message = Message(english, french, flags={"python-format"} if "%" in english else ())
    assert any(fault in told for told in messages.faults(Catalog(locale="fr"), message))


def test_a_good_message_has_no_fault() -> None:
    message = Message("By %(name)s", "Par %(name)s", flags={"python-format"})
    assert not list(messages.faults(Catalog(locale="fr"), message))


def test_nothing_in_the_file_changes_by_itself(found: Catalog) -> None:
    text = catalogue.written(found).decode()
    assert "Date" not in text.split("\n\n")[0]
    assert "#:" not in text
    assert text.index('"Desk"') < text.index('"Sign in"')
