"""The platforms the registry starts with: those of § 3.3, and those in use since.

Limits on handles come from what the platforms say of themselves or from wide use. A row is
`assumed` where nobody could confirm the whole of it; an administrator can correct any row.
"""

from registry.addresses.platforms.blogs import BLOGS
from registry.addresses.platforms.closed import CLOSED
from registry.addresses.platforms.content import CONTENT
from registry.addresses.platforms.messaging import MESSAGING
from registry.addresses.platforms.networks import NETWORKS
from registry.addresses.platforms.no_address import NO_ADDRESS

PLATFORMS = (*BLOGS, *CONTENT, *MESSAGING, *NETWORKS, *CLOSED, *NO_ADDRESS)
