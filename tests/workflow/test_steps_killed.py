"""What `make torture` does at length: processes killed with -9 in mid-transition leave nothing half done."""

from audit.chain import first_bad
from audit.models import Event
from tests.torture.steps_killed import orphans, work_while_killing

KILLS = 5


def test_no_step_is_left_half_done(cloned_database: str) -> None:
    work_while_killing(KILLS)
    assert Event.objects.filter(kind="practitioner").exists()
    assert not any(orphans().values())
    assert first_bad() is None
