"""What an administrator sees of the work behind the pages. It is read from the database alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from directive.tables import LIFECYCLES
from reminders.beats import RELAY, is_silent, last_beat
from reminders.models import Sweep
from reminders.outbox import unsent
from workflow.models import Letter

POWER = "see_operations"
TROUBLED = 20  # of those put off, the first to be tried again
COUNTED = 1000  # beyond it, nobody needs to know exactly


@dataclass(frozen=True, slots=True)
class Work:
    heard_at: datetime | None
    silent: bool
    waiting: str
    oldest: datetime | None
    put_off: str
    troubled: Sequence[Letter]
    swept: Sweep | None


def work() -> Work:
    heard, now = last_beat(RELAY), timezone.now()
    put_off = unsent().filter(due_at__gt=now)
    return Work(
        heard_at=heard.at if heard else None,
        silent=is_silent(heard),
        waiting=_counted(unsent().filter(due_at__lte=now)),
        oldest=unsent().aggregate(oldest=Min("created_at"))["oldest"],
        put_off=_counted(put_off),
        troubled=put_off.select_related("recipient").order_by("due_at")[:TROUBLED],
        swept=Sweep.objects.order_by("-pk").first(),  # whatever its clock said
    )


def what(letter: Letter) -> str:
    """Without the title of the record: an administrator reads no records."""
    lifecycle = LIFECYCLES.get(letter.object_kind)
    step = lifecycle.by_step.get(letter.facts.get("step", "")) if lifecycle else None
    if lifecycle is None or step is None:
        return letter.kind
    return _("%(kind)s: %(step)s") % {"kind": _(lifecycle.title), "step": _(step.label)}


def _counted(letters: QuerySet[Letter]) -> str:
    found = letters.order_by()[: COUNTED + 1].count()
    return number_format(min(found, COUNTED), force_grouping=True) + "+" * (found > COUNTED)
