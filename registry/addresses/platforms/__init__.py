"""The platforms the registry starts with: those of § 3.3, and those in use since.

Limits on handles come from what the platforms say of themselves or from wide use. A row is
`assumed` where nobody could confirm the whole of it; an administrator can correct any row.
"""

from registry.catalogue.blogs import BLOGS
from registry.catalogue.closed import CLOSED
from registry.catalogue.content import CONTENT
from registry.catalogue.networks import NETWORKS
from registry.catalogue.talk import TALK
from registry.catalogue.unaddressed import UNADDRESSED

CATALOGUE = (*BLOGS, *CONTENT, *TALK, *NETWORKS, *CLOSED, *UNADDRESSED)
