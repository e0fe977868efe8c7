from contextlib import nullcontext
from unittest.mock import Mock

import pytest

from dev import torture

OBSTACLE = "The image needs buildah."


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torture, "Services", lambda: Mock(keep_running=nullcontext))
    for name in ("run_image", "run_parts", "run_benchmarks"):
        monkeypatch.setattr(torture, name, Mock(return_value=0, name=name))


@pytest.mark.parametrize(("obstacle", "code", "built"), [("", 0, 1), (OBSTACLE, OBSTACLE, 0)])
def test_torture_fails_in_the_end_where_no_image_can_be_built(
    obstacle: str, code: int | str, built: int, stubs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torture, "find_obstacle", lambda: obstacle)
    monkeypatch.delenv("ARGS", raising=False)
    with pytest.raises(SystemExit) as ended:
        torture.main()
    assert ended.value.code == code
    assert torture.run_image.call_count == built
    assert torture.run_parts.call_count == 1


def test_torture_asks_for_no_image_where_another_part_is_selected(
    stubs: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torture, "find_obstacle", lambda: OBSTACLE)
    monkeypatch.setenv("ARGS", "outages reminders")
    with pytest.raises(SystemExit) as ended:
        torture.main()
    assert ended.value.code == 0
    torture.run_parts.assert_called_once_with([torture.FOLDER / "outages.py"])
    torture.run_benchmarks.assert_called_once_with(["reminders"])


def test_torture_stops_where_the_image_fails(stubs: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(torture, "find_obstacle", lambda: "")
    monkeypatch.setattr(torture, "run_image", lambda: 1)
    monkeypatch.delenv("ARGS", raising=False)
    with pytest.raises(SystemExit) as ended:
        torture.main()
    assert ended.value.code == 1
    assert torture.run_parts.call_count == 0
