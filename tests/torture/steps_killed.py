"""Processes killed with -9 in mid-transition: each step is there as a whole, or not at all."""

import random
import time

from audit.chain import find_first_invalid
from audit.models import AuditEvent
from directive.roles import Role
from outbox.models import Notification
from practitioners.models import Authorization
from tests.department import Department
from tests.torture.killed_processes import Crew
from workflow.steps import take_step

KILLS = 100
WORKERS = 3


class Office(Department):
    """Nominations in a row: each advised on, authorized, and revoked."""

    def __init__(self) -> None:
        super().__init__()
        self.pa = self.person("pa", Role.PA)

    def work(self) -> None:
        name = f"nominee{random.getrandbits(60):x}"
        row = self.authorize(self.advise(self.nominate(self.person(name)), by=self.pa))
        with take_step(row, "revoke", by=self.superior, reason="Posted.") as row:
            row.end_code = Authorization._meta.get_field("end_code").choices[0][0]


def orphans() -> dict[str, int]:
    """What one half of a step would leave behind the other."""
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
        "objects whose state is not what the log says": sum(
            state.get(pk) != row.state for pk, row in rows.items()
        ),
        "letters without an event": sum(one not in ids for one in occurrences),
    }


def work_while_killing(kills: int) -> None:
    crew = Crew(Office().work, WORKERS)
    try:
        while crew.kills < kills:
            time.sleep(random.uniform(0.05, 0.5))
            crew.kill_one()
    finally:
        crew.dismiss()


def test_no_step_is_left_half_done(cloned_database: str, figures: dict) -> None:
    work_while_killing(KILLS)
    found = orphans()
    figures |= {"kills": KILLS, "steps": AuditEvent.objects.count()} | found
    assert not any(found.values()), found
    assert find_first_invalid() is None
