"""What the frame of every page needs."""

import tomllib
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from osma_registry.middleware.session_limits import WARNING_SECONDS, seconds_left

NAMES = {"en": "English", "fr": "Français"}
PROJECT = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "toggle": toggle(request),
        "version": PROJECT["version"],
        "session": SimpleLazyObject(lambda: session(request)),
    }


def session(request: HttpRequest) -> dict[str, int]:
    """When the page warns that the session is about to end; read only where somebody is signed in."""
    return {"seconds": seconds_left(request), "warning": WARNING_SECONDS}


def toggle(request: HttpRequest) -> dict[str, str]:
    """This page in the other language: the path is the same but for its prefix (§ 4.10)."""
    here = get_language()
    there = "en" if here == "fr" else "fr"
    prefix, address = f"/{here}/", request.get_full_path()
    if not address.startswith(prefix):
        address = prefix
    return {
        "language": there,
        "name": NAMES[there],
        "address": address.replace(prefix, f"/{there}/", 1),
    }


def demo(request: HttpRequest) -> dict[str, Any]:
    """The sign-in page of a demonstration lists who can be signed in as."""
    if not settings.DEMO:
        return {}
    from demo.cast import DEMO_USERS, PASSWORD

    return {"demo_people": DEMO_USERS, "demo_password": PASSWORD}
