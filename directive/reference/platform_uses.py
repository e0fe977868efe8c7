"""Uses of a platform; a privacy assessment covers one platform and one use (§ 4.9)."""

from dataclasses import dataclass

from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformUse:
    code: str
    title: str


PLATFORM_USES: tuple[PlatformUse, ...] = (
    PlatformUse(code="publish", title=_("Publish information and answer public comments")),
    PlatformUse(code="messages", title=_("Answer private messages")),
    PlatformUse(code="live", title=_("Broadcast live")),
    PlatformUse(code="recruit", title=_("Attract and guide applicants")),
    PlatformUse(code="listen", title=_("Measure audiences and read what is said in public")),
)
