"""What a step leads to, said before it is taken: the state after it, and who is asked then."""

from django.utils.translation import gettext as _

from directive.lifecycle import Step
from directive.roles import BY_ROLE
from workflow.models import Followed


def what_follows(step: Step, row: Followed) -> str:
    """Empty where the state stays as it is."""
    if not step.targets:
        return ""
    target = step.choose(row.facts()) if step.choose else step.targets[0]
    state = _(row.lifecycle.state(target).label)
    awaited = row.lifecycle.awaited(target)
    if awaited is None:
        return _("It is then: %(state)s.") % {"state": state}
    return _("It is then: %(state)s. Next step: %(step)s (%(roles)s).") % {
        "state": state,
        "step": _(awaited.label),
        "roles": roles_of(awaited),
    }


def roles_of(step: Step) -> str:
    """Those who may take it, each once."""
    return ", ".join(dict.fromkeys(_(BY_ROLE[actor.role].title) for actor in step.actors))
