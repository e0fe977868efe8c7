"""Every known form of address, in every wrapping, in other capitals: read as its account."""

import pytest

from registry.addresses.parser import parse_handle, parse_within
from registry.addresses.platforms import PLATFORMS
from tests.registry.address_forms import FORMS, WRAPPINGS

RULES = {rule.slug: rule for rule in PLATFORMS}
ADDRESSES = [
    (platform, handle, form.replace("{h}", handle))
    for platform, handles, forms in FORMS
    for handle in handles
    for form, _ in forms
]


@pytest.mark.parametrize(("platform", "handle", "address"), ADDRESSES)
def test_every_form_of_address_names_its_account(platform, handle, address):
    key = parse_handle(handle, RULES[platform]).key
    scheme, _, rest = address.partition("://")
    ways = (address, rest, f"http://{rest}", address.replace(handle, handle.upper()))
    for way in ways:
        for wrapping in WRAPPINGS:
            parsed = parse_within(wrapping.format(way), PLATFORMS)
            assert (parsed.platform, parsed.key) == (platform, key), (way, wrapping)
