from django.template import Library

from workflow.models import WorkflowModel

register = Library()


@register.filter
def state_tint(row: WorkflowModel) -> str:
    """Tint of the tag of the state.

    "warning" while the requester must act, "info" while a step is awaited, "" in a final state, else "success".
    """
    state = row.lifecycle.state(row.state)
    if state.final:
        return ""
    if row.state in row.lifecycle.paused_states:
        return "warning"
    return "info" if state.next_step else "success"
