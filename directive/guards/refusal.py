"""A guard returns a Refusal, or None where the step may be taken."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    message: str  # an English message id; `params` fill its %(name)s
    paragraph: str  # of the directive, on which the refusal rests
    params: Mapping[str, object] = field(default_factory=dict)


# Facts differ from lifecycle to lifecycle; each guard names its own frozen class.
Guard = Callable[[Any], Refusal | None]


def first_refusal(guards: Iterable[Guard], facts: object) -> Refusal | None:
    return next((refusal for guard in guards if (refusal := guard(facts))), None)
