from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from access.effective_roles import UserAccess
from directive.lifecycles import LIFECYCLES

# The page of the initial step of each lifecycle that a person starts; an account is started by an approval.
PAGES = {
    "request": "request_new",
    "practitioner": "practitioner_new",
    "assessment": "platforms",  # started on the page of its platform
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StartAction:
    label: str
    url: str


def start_actions(access: UserAccess) -> list[StartAction]:
    """The initial steps that the roles of this person permit somewhere."""
    roles = access.roles()
    return [
        StartAction(label=gettext(step.label), url=reverse(page))
        for name, page in PAGES.items()
        for step in LIFECYCLES[name].steps
        if step.is_initial and any(actor.role in roles for actor in step.actors)
    ]
