"""Processes killed by SIGKILL during a transition; `make torture` does the same at length."""

from audit.chain import find_first_invalid
from audit.models import AuditEvent
from tests.torture.steps_killed import orphans, work_while_killing

KILLS = 5


def test_killed_process_leaves_no_step_half_done(cloned_database: str) -> None:
    work_while_killing(KILLS)
    assert AuditEvent.objects.filter(object_type="practitioner").exists()
    assert not any(orphans().values())
    assert find_first_invalid() is None
