"""Redis and the mail server fail in every way, and nobody on the site notices; then all mail leaves.

A server that takes a letter and hangs up before it says so is asked again: such a letter may be on the wire
more than once, under one Message-ID.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.utils import timezone

from access.models import Person
from outbox.models import EmailDelivery, Notification
from tests.torture import mail_server as modes
from tests.torture.broker import Broker
from tests.torture.crew import all_sent, until
from tests.torture.live_site import Superior, live_site
from tests.torture.mail_server import MailServer

STEPS = 20  # in calm, and during each outage
LASTS = 45  # seconds at least
SLOWER = 0.05  # seconds a request may take longer
DRAINED = 60  # seconds after the return
DUPLICATES = 30  # on the wire, at most: a server that hangs up is asked again every five seconds
COPIES = 4  # of one letter, at most: at once, and every 20 seconds


def outages(broker: Broker, mail: MailServer) -> dict[str, tuple[Callable, Callable]]:
    """How each begins, and how it ends."""
    return {
        "Redis stopped, restarted empty": (broker.stop, broker.start),
        "Redis black-holed": (broker.hang, broker.start),
        "SMTP refusing connections": (mail.stop, mail.start),
        **{
            f"SMTP {mode}": (lambda mode=mode: mail.be(mode), lambda: mail.be(modes.TAKING))
            for mode in (modes.BUSY, modes.STALLED, modes.DROPPING, modes.UNANSWERED)
        },
    }


def steps(superior: Superior, lasting: float) -> list[float]:
    begun = time.monotonic()
    taken = []
    while len(taken) < STEPS or time.monotonic() - begun < lasting:
        taken.append(superior.nominates())
        time.sleep(0.2)
    return taken


def test_work_goes_on_and_no_letter_is_left(
    cloned_database: str,
    demo_users: dict[str, Person],
    mail_server: MailServer,
    broker: Broker,
    tmp_path: Path,
    figures: dict,
) -> None:
    EmailDelivery.objects.update(sent_at=timezone.now())
    before = Notification.objects.count()
    slower: dict[str, float] = {}
    with live_site(tmp_path, broker.url, mail_server.port) as programs:
        superior = Superior(programs.address)
        steps(superior, 0)
        until(all_sent, DRAINED)
        for name, (begin, end) in outages(broker, mail_server).items():
            calm = steps(superior, 0)
            begin()
            troubled = steps(superior, LASTS)
            assert programs.is_ready()  # asked as a probe asks, with five seconds' patience
            end()
            drained = until(all_sent, DRAINED)
            calm += steps(superior, 0)  # on both sides: other work on the machine comes and goes
            until(all_sent, DRAINED)
            slower[name] = median(troubled) - median(calm)
            figures[name] = (
                f"{len(troubled)} steps, 0 failed, {slower[name] * 1000:+.1f} ms by the median, "
                f"{max(troubled) * 1000:.0f} ms at most ({max(calm) * 1000:.0f} in calm); "
                f"drained in {drained:.1f} s"
            )
            programs.require_running()
    taken = mail_server.taken()
    written = Notification.objects.filter(email__suppressed=False).count() - before
    duplicates = taken.total() - len(taken)
    figures |= {
        "letters": written,
        "lost": written - len(taken),
        "duplicates on the wire": duplicates,
        "copies of one letter at most": max(taken.values()),
        "duplicates after Message-ID": len(taken) - written,
    }
    assert len(taken) == written
    assert duplicates <= DUPLICATES
    assert max(taken.values()) <= COPIES
    assert max(slower.values()) < SLOWER, slower
