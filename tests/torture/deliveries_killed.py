"""Four thousand letters, while relays are killed with -9 over and over: none lost, none shown twice."""

import random
import time

from directive.roles import Role
from notifications.delivery import deliver_batch
from outbox.models import Notification
from tests.department import Department
from tests.torture.killed_processes import Crew, all_sent
from tests.torture.smtp_server import MailServer

LETTERS = 4000
READERS = 100  # of each step
KILLS = 100
RELAYS = 4
PATIENCE = 900  # seconds: what a killed relay had in hand is let go after ninety


def work() -> None:
    if not deliver_batch():
        time.sleep(0.05)


def write_letters(number: int, readers: int) -> Department:
    department = Department()
    for name in range(readers - 1):
        department.person(f"pa{name}", Role.PA)
    for name in range(number // readers):  # to the PA staff, and to the nominee
        department.nominate(department.person(f"nominee{name}"))
    assert Notification.objects.count() == number
    return department


def send_while_killing(mail_server: MailServer, most: int, *, pause: float = 0.2) -> int:
    """Until every letter is sent; a relay is killed only after a letter left since the last kill.

    The longest `pause` between two looks must leave time for that many kills.
    """
    crew = Crew(work, RELAYS)
    begun, seen = time.monotonic(), 0
    try:
        while not all_sent():
            time.sleep(random.uniform(pause / 10, pause))
            at_work = mail_server.taken().total() > seen
            if at_work and crew.kills < most:
                crew.kill_one()
                seen = mail_server.taken().total()
            assert time.monotonic() - begun < PATIENCE
    finally:
        crew.dismiss()
    return crew.kills


def test_no_letter_is_lost_and_none_shows_twice(
    cloned_database: str, mail_server: MailServer, settings, figures: dict
) -> None:
    mail_server.used_by(settings)
    write_letters(LETTERS, READERS)
    begun = time.monotonic()
    kills = send_while_killing(mail_server, KILLS)
    taken = mail_server.taken()
    duplicates = taken.total() - len(taken)
    figures |= {
        "letters": LETTERS,
        "kills": kills,
        "lost": LETTERS - len(taken),
        "duplicates on the wire": duplicates,
        "duplicates after Message-ID": len(taken) - LETTERS,
        "seconds": round(time.monotonic() - begun),
    }
    assert kills == KILLS
    assert len(taken) == LETTERS
    assert duplicates <= kills
