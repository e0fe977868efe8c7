"""The exceptions of `take_step`, each with its HTTP status; `StepExceptionMiddleware` renders them as pages."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from directive.guards.refusal import Refusal


class StepError(Exception):
    status = 422


class NotVisible(StepError):
    """The person may not view the object: for them it does not exist."""

    status = 404


class StepNotPermitted(StepError, PermissionDenied):
    """The person may view the object, but is none of the actors of the step."""

    status = 403


class InvalidTransition(StepError):
    """The step does not start in the present state of the object."""

    status = 409


class GuardFailed(StepError):
    """A guard or an input guard of the step is not met; `refusal` says which requirement, and its paragraph."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal

    @property
    def sentence(self) -> str:
        return refusal_sentence(self.refusal)

    @property
    def form_error(self) -> str:
        return f"{self.sentence} (§ {self.refusal.paragraph})"


class StaleVersion(StepError):
    """The object was changed after the form was made; `present` is the row as it is now."""

    status = 409

    def __init__(self, present: Any) -> None:
        super().__init__("stale")
        self.present = present


def refusal_sentence(refusal: Refusal) -> str:
    """The message of the refusal with its parameters, in the reader's language."""
    # Parameters that are text may be message ids themselves, such as the label of a state; gettext("")
    # would return the header of the catalogue.
    params = {
        name: _(value) if isinstance(value, str) and value else value
        for name, value in refusal.params.items()
    }
    return _(refusal.message) % params if params else _(refusal.message)
