"""Why a step was not taken. One middleware makes pages of these."""

from typing import Any

from django.utils.translation import gettext as _

from directive.guards.refusal import Refusal


class StepError(Exception):
    status = 422


class NotVisible(StepError):
    """To this person the object does not exist."""

    status = 404


class StepNotPermitted(StepError):
    """The person may see the object but not take this step on it."""

    status = 403


class InvalidTransition(StepError):
    """The step cannot be taken in the present state."""

    status = 409


class GuardFailed(StepError):
    """A guard of the directive is not met."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal

    @property
    def sentence(self) -> str:
        return refusal_sentence(self.refusal)


class StaleVersion(StepError):
    """The form was made from an older version than the one now in force."""

    status = 409

    def __init__(self, present: Any) -> None:
        super().__init__("stale")
        self.present = present


def refusal_sentence(refusal: Refusal) -> str:
    """The refusal in the reader's language."""
    params = {name: _translate_param(value) for name, value in refusal.params.items()}
    return _(refusal.message) % params if params else _(refusal.message)


def _translate_param(value: object) -> object:
    return _(value) if isinstance(value, str) and value else value
