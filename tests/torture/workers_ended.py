"""Workers that are asked to end while they send: the letter under way leaves, the rest is let go at once."""

import signal
import time
from pathlib import Path

from outbox.models import Notification
from tests.torture import mail_server as modes
from tests.torture.broker import Broker
from tests.torture.crew import all_sent, until
from tests.torture.live_site import live_site
from tests.torture.mail_server import MailServer
from tests.torture.relays_killed import write_letters

LETTERS, READERS = 500, 50
ENDS = 10
PATIENCE = 20  # seconds for a worker to end


def test_no_letter_goes_twice_and_none_waits_for_a_relay_that_is_gone(
    cloned_database: str, mail_server: MailServer, broker: Broker, tmp_path: Path, figures: dict
) -> None:
    write_letters(LETTERS, READERS)
    mail_server.be(modes.SLOW)
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        left_in_hand, longest = 0, 0.0
        for number in range(ENDS):
            seen = mail_server.taken().total()
            until(lambda seen=seen: mail_server.taken().total() > seen or all_sent(), 60)
            begun = time.monotonic()
            programs.running["worker"].send_signal(signal.SIGQUIT if number % 2 else signal.SIGTERM)
            programs.running["worker"].wait(PATIENCE)
            longest = max(longest, time.monotonic() - begun)
            left_in_hand += Notification.objects.filter(email__locked_until__isnull=False).count()
            programs.start("worker")
        mail_server.be(modes.TAKING)
        until(all_sent, 60)
    taken = mail_server.taken()
    figures |= {
        "workers ended": ENDS,
        "letters": len(taken),
        "twice": taken.total() - len(taken),
        "left in hand": left_in_hand,
        "longest end": f"{longest:.1f} s",
    }
    assert taken.total() == len(taken) == LETTERS
    assert left_in_hand == 0
