from collections.abc import Iterator

import pytest

from tests.torture.broker import Broker

FIGURES = pytest.StashKey[dict[str, dict[str, object]]]()


@pytest.fixture
def figures(request: pytest.FixtureRequest) -> dict[str, object]:
    """The measurements of a test, printed at the end."""
    figures_of_tests = request.config.stash.setdefault(FIGURES, {})
    return figures_of_tests.setdefault(request.node.nodeid.rpartition("/")[2], {})


def pytest_terminal_summary(terminalreporter, config: pytest.Config) -> None:
    for name, values in config.stash.get(FIGURES, {}).items():
        terminalreporter.section(name)
        for label, value in values.items():
            terminalreporter.write_line(f"{label}: {value}")


@pytest.fixture
def broker() -> Iterator[Broker]:
    broker = Broker()
    broker.start()
    yield broker
    broker.stop()
