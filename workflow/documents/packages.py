"""The packages as a picture and as a table, read from the import contract in pyproject.toml."""

import re
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

from workflow.documents.markdown import render_table

REPOSITORY = Path(__file__).resolve().parents[2]
PURPOSES = {
    "osma_registry": "the project: settings, URLs, Celery and its schedule, middleware, help and error pages",
    "demo": "people, requests and accounts to try the site with",
    "dashboard": "my tasks, waiting on others, the review queue, statistics, navigation",
    "notifications": "delivery of e-mails, digests, preferences, monitoring of the queue",
    "calendars": "iCalendar feeds of what is due",
    "reminders": "what is due, when and to whom: rules, schedule, run; the daily steps",
    "approvals": "review, return, recommendation, approval, refusal; an approval enters the account",
    "requests_app": "the request: form, consultation, submission, requested handles",
    "registry": "platforms, addresses, privacy assessments, accounts of record, readiness, verification",
    "practitioners": "nomination, authorization, training, acknowledgements",
    "workflow": "`take_step`, available steps, due dates, triggers, consequences, these documents",
    "outbox": "notifications written in the transaction, the e-mail queue, retry, heartbeat, advisory locks",
    "access": "people, organizations, role assignments, delegations; every permission, in `policy.py`",
    "audit": "append-only events, the hash chain, the history of a record",
    "web": "lists, htmx, edit conflicts, exports, uploads, PDF, template tags; resolvers and slots",
    "directive": "the directive as tables: lifecycles, guards, facts, roles, paragraphs, checklist; no Django",
}
_BEGIN, _END = "<!-- packages: generated -->", "<!-- end of packages -->"
_WIDTH, _HEIGHT, _GAP, _LEFT = 620, 30, 8, 70
_STYLE = (
    "svg{background:#fff}text{font:14px sans-serif;fill:#26374a}"
    "rect{fill:#f1f2f3;stroke:#26374a}path{stroke:#26374a;fill:none}"
)


def layers() -> list[list[str]]:
    """The highest first. A package in brackets in the contract is not built yet."""
    contracts = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]
    names = next(row["layers"] for row in contracts["contracts"] if row["type"] == "layers")
    rows = [[name.strip() for name in layer.split("|")] for layer in names]
    built = [[name for name in row if not name.startswith("(")] for row in rows]
    return [row for row in built if row]


def packages_svg() -> str:
    rows = layers()
    height = len(rows) * (_HEIGHT + _GAP) + 2
    label = "The packages in layers: each imports only from those below it"
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 2} {height}"'
        f' role="img" aria-label="{escape(label)}">',
        f"<style>{_STYLE}</style>",
        f'<path d="M20 4v{height - 12}m-6 -8l6 8l6 -8"/>',
        f'<text x="-{height // 2}" y="44" transform="rotate(-90)" text-anchor="middle">imports</text>',
        *(box for place, row in enumerate(rows) for box in _render_layer(row, place)),
    ]
    return "\n".join([*lines, "</svg>"]) + "\n"


def _render_layer(names: list[str], place: int) -> Iterator[str]:
    width = (_WIDTH - _GAP * (len(names) - 1)) // len(names)
    top = 2 + place * (_HEIGHT + _GAP)
    for column, name in enumerate(names):
        left = _LEFT + column * (width + _GAP)
        yield f'<rect x="{left}" y="{top}" width="{width}" height="{_HEIGHT}" rx="4"/>'
        middle = left + width // 2
        yield f'<text x="{middle}" y="{top + 20}" text-anchor="middle">{escape(name)}</text>'


def architecture_document() -> str:
    """docs/architecture.md with its table of packages renewed; KeyError for a package without a purpose."""
    rows = ((f"`{name}`", PURPOSES[name]) for row in layers() for name in row)
    block = "\n".join([_BEGIN, *render_table(("package", "holds"), rows), _END])
    text = (REPOSITORY / "docs" / "architecture.md").read_text()
    return re.sub(f"{_BEGIN}.*{_END}", lambda _match: block, text, flags=re.DOTALL)
