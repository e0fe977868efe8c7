"""Why a step cannot be taken now: one sentence and the paragraph it stands on."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Refusal:
    message: str  # an English message id; %(name)s places are filled from `params`
    paragraph: str
    params: Mapping[str, object] = field(default_factory=dict)
