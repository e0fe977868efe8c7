"""Processes killed with -9 in mid-transition: each step is stored as a whole, or not at all."""

import random
import time

from audit.chain import find_first_invalid
from audit.models import AuditEvent
from directive.roles import Role
from outbox.models import Notification
from practitioners.models import Authorization
from tests.factories import Department
from tests.torture.killed_processes import KilledProcesses
from workflow.steps import take_step

KILLS = 100
PROCESSES = 3


class Nominations(Department):
    """Nominations one after the other: each advised on, authorized and revoked."""

    def __init__(self) -> None:
        super().__init__()
        self.pa = self.person("pa", Role.PA)

    def take_all_steps(self) -> None:
        name = f"nominee{random.getrandbits(60):x}"
        row = self.authorize(self.advise(self.nominate(self.person(name)), by=self.pa))
        code = Authorization._meta.get_field("end_code").choices[0][0]
        values = {"end_code": code}
        take_step(row, "revoke", by=self.superior, reason="Posted.", values=values)


def orphans() -> dict[str, int]:
    """How often one half of a step was stored without the other."""
    events = AuditEvent.objects.filter(object_type="practitioner")
    ids = {str(pk) for pk in events.values_list("pk", flat=True)}
    rows = {str(row.pk): row for row in Authorization.objects.all()}
    counted: dict[str, int] = dict.fromkeys(rows, 0)
    state: dict[str, str] = {}
    for event in events.order_by("seq"):
        counted[event.object_id] = counted.get(event.object_id, 0) + 1
        state[event.object_id] = event.after.get("state", state.get(event.object_id))
    occurrences = Notification.objects.values_list("occurrence", flat=True)
    return {
        "events without an object": len(counted.keys() - rows.keys()),
        "objects whose version is not their number of events": sum(
            counted[pk] != row.version for pk, row in rows.items()
        ),
        "objects whose state differs from the log": sum(
            state.get(pk) != row.state for pk, row in rows.items()
        ),
        "notifications without an event": sum(one not in ids for one in occurrences),
        "notifications without an e-mail": Notification.objects.filter(email=None).count(),
    }


def work_while_killing(kills: int) -> None:
    processes = KilledProcesses(Nominations().take_all_steps, PROCESSES)
    try:
        while processes.kills < kills:
            time.sleep(random.uniform(0.05, 0.5))
            processes.kill_one()
    finally:
        processes.stop()


def test_killed_process_leaves_no_step_half_stored(cloned_database: str, figures: dict) -> None:
    work_while_killing(KILLS)
    found = orphans()
    figures |= {"kills": KILLS, "steps": AuditEvent.objects.count()} | found
    assert not any(found.values()), found
    assert find_first_invalid() is None
