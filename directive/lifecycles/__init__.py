"""Every lifecycle of the directive, by name."""

from directive.lifecycles.account import ACCOUNT
from directive.lifecycles.assessment import ASSESSMENT
from directive.lifecycles.grammar import Lifecycle
from directive.lifecycles.practitioner import PRACTITIONER
from directive.lifecycles.request import REQUEST

LIFECYCLES: dict[str, Lifecycle] = {
    lifecycle.name: lifecycle for lifecycle in (PRACTITIONER, REQUEST, ACCOUNT, ASSESSMENT)
}
