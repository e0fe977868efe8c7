from django.template import Library

from workflow.models import WorkflowModel

register = Library()


@register.filter
def state_tint(row: WorkflowModel) -> str:
    """The tint of its tag: none once it has ended, warning while its owner must act, info on its way."""
    state = row.lifecycle.state(row.state)
    if state.final:
        return ""
    if row.state in row.lifecycle.paused_states:
        return "warning"
    return "info" if state.next_step else "success"
