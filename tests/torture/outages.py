"""Redis and the mail server fail in every way that is known; the site goes on, and then all e-mails are sent.

A server that accepts an e-mail and disconnects before it replies is asked again: such an e-mail may be on the
wire more than once, under one Message-ID.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from django.utils import timezone

from access.models import Person
from outbox.models import EmailDelivery
from tests.torture.broker import Broker
from tests.torture.killed_processes import all_sent, wait_until
from tests.torture.live_site import Superior, live_site
from tests.torture.smtp_server import (
    ACCEPTING,
    BUSY,
    DISCONNECTING,
    NO_REPLY,
    STALLED,
    SmtpServer,
)

STEPS = 20  # without an outage, and at least during each
OUTAGE_SECONDS = 45  # at least
MAX_SLOWDOWN = 0.05  # seconds a request may take longer
MAX_DRAIN_SECONDS = 60  # after the end of an outage
MAX_DUPLICATES = 30  # on the wire: a server that disconnects is asked again every five seconds
MAX_COPIES = 4  # of one e-mail: at once, and every 20 seconds


def outages(broker: Broker, smtp_server: SmtpServer) -> dict[str, tuple[Callable, Callable]]:
    """How each begins, and how it ends."""
    return {
        "Redis stopped, restarted empty": (broker.stop, broker.start),
        "Redis black-holed": (broker.hang, broker.start),
        "SMTP refusing connections": (smtp_server.stop, smtp_server.start),
        **{
            f"SMTP {mode}": (
                lambda mode=mode: smtp_server.set_mode(mode),
                lambda: smtp_server.set_mode(ACCEPTING),
            )
            for mode in (BUSY, STALLED, DISCONNECTING, NO_REPLY)
        },
    }


def take_steps(superior: Superior, seconds: float) -> list[float]:
    """How long each step took, for at least `STEPS` steps and `seconds`."""
    begun = time.monotonic()
    durations = []
    while len(durations) < STEPS or time.monotonic() - begun < seconds:
        durations.append(superior.nominate())
        time.sleep(0.2)
    return durations


def test_site_goes_on_during_outages_and_loses_no_email(
    cloned_database: str,
    demo_users: dict[str, Person],
    smtp_server: SmtpServer,
    broker: Broker,
    tmp_path: Path,
    figures: dict,
) -> None:
    EmailDelivery.objects.update(sent_at=timezone.now())
    before = EmailDelivery.objects.count()
    slowdowns: dict[str, float] = {}
    with live_site(tmp_path, broker.url, smtp_server.port) as processes:
        superior = Superior(processes.address)
        take_steps(superior, 0)
        wait_until(all_sent, MAX_DRAIN_SECONDS)
        for name, (begin, end) in outages(broker, smtp_server).items():
            normal = take_steps(superior, 0)
            begin()
            during = take_steps(superior, OUTAGE_SECONDS)
            assert processes.is_ready()  # within the five seconds that a probe waits
            end()
            drained = wait_until(all_sent, MAX_DRAIN_SECONDS)
            # Before and after: the machine may do other work at either time.
            normal += take_steps(superior, 0)
            wait_until(all_sent, MAX_DRAIN_SECONDS)
            slowdowns[name] = median(during) - median(normal)
            figures[name] = (
                f"{len(during)} steps, 0 failed, {slowdowns[name] * 1000:+.1f} ms by the median, "
                f"{max(during) * 1000:.0f} ms at most ({max(normal) * 1000:.0f} without outage); "
                f"drained in {drained:.1f} s"
            )
            processes.require_running()
    accepted = smtp_server.accepted()
    emails = EmailDelivery.objects.filter(suppressed=False).count() - before
    duplicates = accepted.total() - len(accepted)
    figures |= {
        "e-mails": emails,
        "lost": emails - len(accepted),
        "duplicates on the wire": duplicates,
        "copies of one e-mail at most": max(accepted.values()),
        "duplicates after Message-ID": len(accepted) - emails,
    }
    assert len(accepted) == emails
    assert duplicates <= MAX_DUPLICATES
    assert max(accepted.values()) <= MAX_COPIES
    assert max(slowdowns.values()) < MAX_SLOWDOWN, slowdowns
