import tomllib
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from osma_registry.middleware.session_limits import WARNING_SECONDS, seconds_left

LANGUAGE_NAMES = {"en": "English", "fr": "Français"}
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of the base template."""
    return {
        "toggle": toggle(request),
        "version": PROJECT["version"],
        # Lazy: reading the session makes a response depend on the cookie, which public pages do not.
        "session": SimpleLazyObject(lambda: session(request)),
    }


def session(request: HttpRequest) -> dict[str, int]:
    """Seconds until the session ends, and how long before that the page warns."""
    return {"seconds": seconds_left(request), "warning": WARNING_SECONDS}


def toggle(request: HttpRequest) -> dict[str, str]:
    """The link to this page in the other language: only the prefix of its path differs (§ 4.10)."""
    current = get_language()
    other = "en" if current == "fr" else "fr"
    prefix, address = f"/{current}/", request.get_full_path()
    # An error outside the language prefixes: the link goes to the first page.
    if not address.startswith(prefix):
        address = prefix
    return {
        "language": other,
        "name": LANGUAGE_NAMES[other],
        "address": address.replace(prefix, f"/{other}/", 1),
    }


def demo(request: HttpRequest) -> dict[str, Any]:
    """The people that the sign-in page of a demonstration lists, with their password."""
    if not settings.DEMO:
        return {}
    # Imported here, so that production never loads the people of the demo.
    from demo.users import DEMO_USERS, PASSWORD

    return {"demo_people": DEMO_USERS, "demo_password": PASSWORD}
