import shutil
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from dev import root_postgres
from dev.services import Services
from osma_registry.environment import read_file


@pytest.fixture
def services(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Services]:
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    services = Services()
    yield services
    services.stop()
    shutil.rmtree((tmp_path / "postgres").resolve())


def test_services_run_while_they_are_used(services: Services) -> None:
    with services.keep_running():
        address = read_file(services.variables)["DATABASE_URL"]
        with psycopg.connect(address.replace("/osma?", "/postgres?")) as connection:
            found = connection.execute("SELECT current_user, pg_encoding_to_char(encoding)"
                                       " FROM pg_database WHERE datname = 'osma'")  # fmt: skip
            assert found.fetchone() == ("osma_app", "UTF8")
        sockets = services.find_sockets()
    assert not sockets.exists()
    assert not services.state.exists()


def test_last_user_stops_the_services(services: Services) -> None:
    with services.keep_running():
        with Services().keep_running():
            pass
        assert all(server.is_running(services.find_sockets()) for server in services.servers)


def test_services_that_are_kept_go_on(services: Services) -> None:
    services.start(keep=True)
    with services.keep_running():
        pass
    assert all(server.is_running(services.find_sockets()) for server in services.servers)


def test_servers_of_the_environment_replace_the_embedded_ones(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://osma_app@elsewhere/osma")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere")
    assert Services().servers == []


def test_postgres_package_in_a_closed_folder_is_copied(tmp_path: Path) -> None:
    package = tmp_path / "closed" / "server"
    (package / "pginstall18").mkdir(parents=True)
    (tmp_path / "closed" / "server.libs").mkdir()
    (tmp_path / "closed").chmod(0o700)
    assert root_postgres.copy_unreadable(package, tmp_path / "home") == tmp_path / "home" / "server"
    assert (tmp_path / "home" / "server" / "pginstall18").is_dir()


@pytest.mark.parametrize(("linked", "left_over"), [(True, False), (False, True)])
def test_postgres_home_without_its_checkout_is_abandoned(
    tmp_path: Path, linked: bool, left_over: bool
) -> None:
    home, link = tmp_path / "home", tmp_path / "postgres"
    home.mkdir()
    (home / "link").write_text(str(link))
    if linked:
        link.symlink_to(home)
    assert root_postgres.is_abandoned(home) is left_over
