"""The platforms as shipped: those of § 3.3, and those in use since.

Limits on handles come from the platforms' own help pages or from wide use. A row is `unconfirmed`
where part of it could not be checked. E-Communications can correct any row on its page.
"""

from registry.addresses.platforms.blogs import BLOGS
from registry.addresses.platforms.closed import CLOSED
from registry.addresses.platforms.content import CONTENT
from registry.addresses.platforms.messaging import MESSAGING
from registry.addresses.platforms.networks import NETWORKS
from registry.addresses.platforms.no_address import NO_ADDRESS

PLATFORMS = (*BLOGS, *CONTENT, *MESSAGING, *NETWORKS, *CLOSED, *NO_ADDRESS)
