"""What `make torture` does at length: a few relays killed with -9, and every letter arrives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.smtp_server import MailServer
from tests.torture.deliveries_killed import send_while_killing, write_letters

LETTERS, READERS, KILLS = 180, 30, 2


@pytest.fixture
def mail_server(tmp_path: Path) -> Iterator[MailServer]:
    server = MailServer(tmp_path)
    server.start()
    yield server
    server.stop()


def test_no_letter_is_lost_and_none_shows_twice(
    cloned_database: str, mail_server: MailServer, settings
) -> None:
    mail_server.used_by(settings)
    write_letters(LETTERS, READERS)
    assert send_while_killing(mail_server, KILLS, pause=0.01) == KILLS
    taken = mail_server.taken()
    assert len(taken) == LETTERS
    assert taken.total() - len(taken) <= KILLS
