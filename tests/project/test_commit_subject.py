from pathlib import Path

import pytest
import yaml
from django.conf import settings

from dev import commit_subject


def check(folder: Path, message: str) -> None:
    (folder / "message").write_text(message, encoding="utf-8")
    commit_subject.main(str(folder / "message"))


@pytest.mark.parametrize(
    "message",
    [
        "S" * 72,
        "É" * 72,
        f"# {'a comment of the editor ' * 5}\n\nSubject\n",
        f"Subject\n\n{'a long line of the body ' * 5}",
        "",
    ],
)
def test_subject_of_72_characters_is_accepted(tmp_path: Path, message: str) -> None:
    check(tmp_path, message)


def test_longer_subject_is_refused_and_the_excess_shown(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"has 76 characters, and may have 72:\n  S{72}\|more"):
        check(tmp_path, f"{'S' * 72}more\n\nBody")


def test_one_install_adds_the_hooks_of_both_stages() -> None:
    hooks = yaml.safe_load((settings.BASE_DIR / ".pre-commit-config.yaml").read_text())
    assert hooks["default_install_hook_types"] == ["pre-commit", "commit-msg"]
    assert hooks["default_stages"] == ["pre-commit"]
    moments = {
        hook["id"]: hook["stages"] for hook in hooks["repos"][0]["hooks"] if "stages" in hook
    }
    assert moments == {"subject": ["commit-msg"]}
