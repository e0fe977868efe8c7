"""Pages with one fault each: its measure finds it, the others find nothing."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.utils.crypto import get_random_string
from playwright.sync_api import Browser, Route

from tests.accessibility import nu
from tests.accessibility.measures import AT_320, AT_1280, missed
from tests.accessibility.view import NARROW, WIDE, View

SITE = "http://site.invalid"
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css"></head><body><main><h1>A page</h1>{}</main></body></html>"""
FILES = {
    "/style.css": """
        .cut, .tight { font-family: monospace; inline-size: 10ch; overflow: hidden; white-space: nowrap; }
        .low { margin-block-start: 20em; }
        .pale { color: #444; }
        @media (prefers-color-scheme: dark) { body { background: #222; color: #fff; } }
        .fading { transition: opacity 1s; }
        .wide { inline-size: 2000px; }""",
    "/speaks.js": "console.log('words')",
    "/pushes.js": """requestAnimationFrame(() => requestAnimationFrame(() =>
        document.querySelector('p').className = 'low'))""",
    "/large.js": f"/* {get_random_string(200_000)} */",
    "/script.js": "",
}
FAULTS = {
    "axe": "<input>",
    "clipping": "<p class='cut'>Words that are too long for their box</p>",
    "console": "<script src='/speaks.js'></script>",
    "dark": "<p class='pale'>Words</p>",
    "hosts": "<script src='http://elsewhere.invalid/script.js'></script>",
    "html": "<p>" + "Many words. " * 6_000 + "</p>",
    "inline": "<p onclick='run()'>Words</p>",
    "motion": "<p class='fading'>Words</p>",
    "nu": "<p id='one'>Words</p><p id='one'>Words</p>",
    "overflow": "<p class='wide'>Words</p>",
    "shift": "<p>" + "Many words. " * 500 + "</p><script src='/pushes.js'></script>",
    "sources": "<script src='/large.js'></script>",
    "spacing": "<p class='tight'>Words fit.</p>",
}


@pytest.fixture(scope="module")
def bare_view(browser: Browser) -> Iterator[View]:
    with nu.running() as checker:
        view = View(browser, SITE, checker)
        yield view
        view.close()


def serve(view: View, words: str) -> None:
    def answer(route: Route) -> None:
        path = urlsplit(route.request.url).path
        kind = "text/css" if path.endswith("css") else "text/javascript"
        html = path not in FILES
        route.fulfill(
            body=PAGE.format(words) if html else FILES[path],
            content_type="text/html; charset=utf-8" if html else kind,
        )

    view.context.unroute_all()
    view.context.route("**/*", answer)


def found(view: View) -> dict[str, list[str]]:
    view.open("/page/", None, NARROW)
    narrow = missed(view, AT_320)
    view.open("/page/", None, WIDE)
    return narrow | missed(view, AT_1280)


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_each_measure_finds_only_its_own_fault(bare_view: View, fault: str) -> None:
    if fault == "nu" and not nu.has_java():
        pytest.skip(nu.NO_JAVA)
    serve(bare_view, FAULTS[fault])
    assert found(bare_view).keys() == {fault}


def test_faultless_page_meets_every_measure(bare_view: View) -> None:
    serve(bare_view, "<p>Words</p>")
    assert found(bare_view) == {}
