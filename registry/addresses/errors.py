"""Messages for an address or a handle that cannot be parsed, one sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directive.translation import gettext_noop as _


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressProblem:
    message: str  # an English message id; `params` fill its %(name)s
    params: Mapping[str, object] = field(default_factory=dict)


class AddressError(ValueError):
    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.problem = AddressProblem(message=message, params=params)


# The text itself. No character is repaired: what is accepted is exactly what was typed.
EMPTY = _("Type or paste the address of an account.")
OVERLONG = _("This is too long: at most %(most)s characters.")
SPACE = _("There is a space or a line break inside. Give one address or one handle only.")
INVISIBLE = _("There is an invisible character at place %(place)s (%(code)s). Type it all by hand.")
FOREIGN = _(
    "The character at place %(place)s (%(code)s) is not a plain letter, digit or sign. "
    "It may only look like one."
)
BACKSLASH = _("There is a backslash (\\) inside. An address has none.")
HANDLE_ONLY = _("This is a handle, not an address. Choose the platform and type the handle there.")
NOT_ADDRESS = _("This is not the address of a web page.")
SCHEME = _("The address of an account starts with https://.")

# The host
USER_INFO = _("There is an @ before the name of the site. It makes one site look like another.")
PORT = _("There is a port number after the name of the site. Copy the plain address.")
NUMERIC_HOST = _("The address has a number in place of the name of a site.")
PUNYCODE = _("The name of the site hides foreign letters (xn--). It may only look like another.")
LOOKALIKE = _("%(host)s looks like %(known)s, but it is another site.")
OTHER_SITE = _("%(host)s belongs to %(platform)s, but no account has its address there.")
SHORT_LINK = _("%(host)s gives short links. Open the link and copy the address of the account.")
UNKNOWN_HOST = _("%(host)s is not the site of a platform known here.")

# The path
ENCODED = _("There are characters hidden behind percent signs. Copy the plain address.")
NO_HANDLE = _("This is an address of %(platform)s, but it names no account.")
NOT_ACCOUNT = _(
    "This page of %(platform)s is not an account. It may be a post, a group, a tag or a search."
)
INSIDE = _(
    "This page is inside an account of %(platform)s, such as a post. "
    "Give the address of the account itself."
)
PERSONAL = _("This is the page of a person on %(platform)s, not of an organization.")
NO_ADDRESS = _("Accounts on %(platform)s have no public address.")

# The handle
TOO_SHORT = _("This handle is too short: on %(platform)s it has at least %(least)s characters.")
TOO_LONG = _("This handle is too long: on %(platform)s it has at most %(most)s characters.")
BAD_HANDLE = _("This is not how a handle is written on %(platform)s.")
NO_INSTANCE = _(
    "Write the handle on %(platform)s as name@site, where the site is one of those known here."
)
RESERVED = _("%(platform)s keeps this word for itself. It cannot be a handle.")

UNUSUAL = _(
    "%(platform)s gives out no such handle today: only older accounts have one. "
    "Check that it is written so."
)
BY_NUMBER = _(
    "This address leads to an account on %(platform)s by its number or by a former name. "
    "Give the address with its present name, if it has one."
)
LEADS_ON = _(
    "This address leads to an account on %(platform)s by its number or by a former name, which we "
    "do not have for all our accounts. Open it, and paste the address that the page then has."
)

# The platform
CLOSED = _("%(platform)s has closed.")
RENAMED = _("%(platform)s is now called %(successor)s. Choose that name.")
BARRED = _("%(platform)s is not allowed on government devices.")

# The rules of a platform
BAD_HOST = _("%(host)s is not a plain host name in small letters.")
BAD_PATTERN = _("The pattern %(pattern)s cannot be read.")
SLOW_PATTERN = _("The pattern %(pattern)s takes too long on some texts. Write it more simply.")
BAD_TEMPLATE = _(
    "%(template)s must hold {handle} once, "
    "and start with https:// (the address) or with / or {handle} (other ways to write it)."
)
BAD_LENGTHS = _("A handle has from 1 to %(most)s characters, and the least is not above the most.")
BAD_RULES = _("These rules do not have the expected parts.")
