from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.broker import Broker
from tests.torture.smtp_server import MailServer

FIGURES = pytest.StashKey[dict[str, dict[str, object]]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> dict[str, object]:
    """What a test measured, told at the end."""
    demo_data = request.config.stash.setdefault(FIGURES, {})
    return demo_data.setdefault(request.node.nodeid.rpartition("/")[2], {})


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    for name, values in config.stash.get(FIGURES, {}).items():
        terminalreporter.section(name)
        for what, value in values.items():
            terminalreporter.write_line(f"{what}: {value}")


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    server = MailServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
def broker() -> Iterator[Broker]:
    broker = Broker()
    broker.start()
    yield broker
    broker.stop()
