"""Uses of a platform; a privacy assessment covers one platform and one use (§ 4.9)."""

from dataclasses import dataclass

from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True)
class PlatformUse:
    code: str
    title: str


PLATFORM_USES: tuple[PlatformUse, ...] = (
    PlatformUse("publish", _("Publish information and answer public comments")),
    PlatformUse("messages", _("Answer private messages")),
    PlatformUse("live", _("Broadcast live")),
    PlatformUse("recruit", _("Attract and guide applicants")),
    PlatformUse("listen", _("Measure audiences and read what is said in public")),
)
