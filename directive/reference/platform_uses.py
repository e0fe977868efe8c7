"""What an account is used for: a privacy assessment covers one platform and one use (§ 4.9)."""

from dataclasses import dataclass

from directive.words import _


@dataclass(frozen=True, slots=True)
class Use:
    code: str
    title: str


USES: tuple[Use, ...] = (
    Use("publish", _("Publish information and answer public comments")),
    Use("messages", _("Answer private messages")),
    Use("live", _("Broadcast live")),
    Use("recruit", _("Attract and guide applicants")),
    Use("listen", _("Measure audiences and read what is said in public")),
)
