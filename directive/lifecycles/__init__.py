"""Every lifecycle of the directive, by name."""

from directive.account import ACCOUNT
from directive.assessment import ASSESSMENT
from directive.lifecycle import Lifecycle
from directive.practitioner import PRACTITIONER
from directive.request import REQUEST

LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.name: lifecycle for lifecycle in (PRACTITIONER, REQUEST, ACCOUNT, ASSESSMENT)
}
