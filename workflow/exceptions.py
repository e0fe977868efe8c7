"""Why a step was not taken. One middleware makes pages of these."""

from typing import Any

from django.utils.translation import gettext as _

from directive.refusals import Refusal


class StepProblem(Exception):
    status = 422


class Invisible(StepProblem):
    """To this person the object does not exist."""

    status = 404


class NotYours(StepProblem):
    """The person may see the object but not take this step on it."""

    status = 403


class OutOfTurn(StepProblem):
    """The step cannot be taken in the present state."""

    status = 409


class Refused(StepProblem):
    """A guard of the directive is not met."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal

    @property
    def sentence(self) -> str:
        return sentence(self.refusal)


class Stale(StepProblem):
    """The form was made from an older version than the one now in force."""

    status = 409

    def __init__(self, present: Any) -> None:
        super().__init__("stale")
        self.present = present


def sentence(refusal: Refusal) -> str:
    """The refusal in the reader's language."""
    params = {name: _words(value) for name, value in refusal.params.items()}
    return _(refusal.message) % params if params else _(refusal.message)


def _words(value: object) -> object:
    return _(value) if isinstance(value, str) and value else value
