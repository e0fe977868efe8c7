"""Why a step cannot be taken now: one sentence and the paragraph it stands on."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    message: str  # an English message id; %(name)s places are filled from `params`
    paragraph: str
    params: Mapping[str, object] = field(default_factory=dict)


# Facts differ from lifecycle to lifecycle; each guard names its own frozen class.
Guard = Callable[[Any], Refusal | None]


def first_refusal(guards: Iterable[Guard], facts: object) -> Refusal | None:
    return next((refusal for guard in guards if (refusal := guard(facts))), None)
