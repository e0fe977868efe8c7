"""The words of docs/code-glossary.md stand, and those whose place they took stay away (ADR 10)."""

import ast
import pkgutil
import re
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
CONTRACT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["importlinter"]
PACKAGES = CONTRACT["root_packages"]
FOLDERS = (*PACKAGES, "dev", "benchmarks", "tests")
GLOSSARY = (REPOSITORY / "docs" / "code-glossary.md").read_text()

FORMER_MODULES = {
    "access": """
    acts answers bound conflict mailboxes offices paging parts powers reference_site seats signed_in sorting
    standing verbs""",
    "approvals": "clauses decision l1 record review",
    "audit": "ledger snapshot timeline written",
    "desk": "",
    "dev": "closed ending measuring pictures programs stamps",
    "directive": """
    account_facts clock definitions documents lifecycle picture powers refusals rule tables uses words""",
    "osma_registry": """
    accounts beat blocks citation context headers problems queue sample_form samples sessions sign_in terms
    zones""",
    "practitioners": "access_left evidence record",
    "registry": """
    account_contents account_page catalogue claims columns entry evidence grounds handles inquiry listing
    package platform_keeping platform_rules proofs reference skeleton upkeep verdict watch way""",
    "reminders": """
    agenda alone backlog beats calendar_file choices clock dead_letters ending feeds followed grouping
    headline judging kinds letter_subject letter_views mail marks offices operations outbox published
    publishing relay relevance statement still_due sweep titles trouble words""",
    "requests_app": """
    answers choices content contents handles naming past people proposals record sections similar
    typed_pages words""",
    "workflow": "codes due follows grants letters offers pages problems redate sent transitions way",
}

# Beside the module or class, seen from its package, that stands in their place.
FORMER_NAMES = {
    "access": """
    delegation: GRANT MOST_ABSENCES absences lent_sql standing_delegations substitutes substitutes_of;
    effective_roles: Seat Standing acting seat; http: SignedIn; models: Office OfficeQuerySet current ties;
    policy: JUDGED Row audience_of_power concerned judged may may_see may_see_letters may_take open_to
    people_tied seat_for takeable_by within; queries: Mailboxes of; resolver: remembered seats_sql
    standing_of standings; services.roles: appoint close_office dismiss open_office""",
    "approvals": "onboarding: put_on_record; services: hand_back send_back take_up",
    "audit": """
    chain: Head digest first_bad head; events: NoLedger ledger record; models: Event; models.AuditEvent: at
    kind office title verb""",
    "calendars": """
    due_items: Task agenda; entries: Entry entries said; models: Feed Published; sync: publish""",
    "dashboard": """
    queries.my_tasks: Ask asks; queries.start_actions: Beginning beginnings; queries.subjects: asker; views:
    desk""",
    "directive": """
    lifecycles.grammar: Tie aside main_way; lifecycles.grammar.Lifecycle: awaited awaiting moves readers
    stopped; lifecycles.grammar.State: awaits; lifecycles.grammar.Step: by_the_clock choose days done inputs
    sources starts targets tells within; reference.checklist_rule: Kind Rule; reference.platform_uses: USES
    Use; role_permissions: BY_POWER POWERS Power; roles: BY_ROLE OFFICES; working_days: Spell elapsed""",
    "notifications": """
    content: Words about address by_day words; delivery: BATCH ENOUGH LONGEST_SENDING OF_THE_LETTER Sending
    relay; digest: DigestWords digest_words gather hold recall; email: Writer Written headers; groups: FIXED
    Fixed TURN; monitoring: POWER TROUBLED Work failed lag retry work; preferences: MailChoiceForm choose
    chosen; relevance: look needed why_not; subjects: followed furnish spoken_of standing_of_reader what_is;
    tasks: FIRST SPELL digest relay spell""",
    "outbox": """
    advisory_lock: CLOCK DUE alone; event_types: SWEPT asks rule_of; heartbeat: CUT RELAY SILENT_AFTER beat
    is_silent last_beat mail_is_cut; models: Beat Letter; models.EmailDelivery: due_at given_up_at held
    problem taken_by taken_until withheld; models.Notification: due_at facts given_up_at held kind
    object_kind problem taken_by taken_until withheld; queue: LEASE SERVER SERVERS free keep let_go recall
    take withhold; retry: FOR_GOOD LAST_ATTEMPT LONGEST_DELAY PUT_OFF UNWRITABLE code put_off served_since""",
    "registry": """
    addresses.errors: Problem Unreadable; addresses.hosts: imitates; addresses.parser: Parsed;
    addresses.patterns: Form; addresses.platforms: CATALOGUE; addresses.url: WebAddress take_apart;
    index_submission: fields is_assumed; models: Approval Claim Terms covered; models.AccountAddress: fate;
    models.Account: answerable backup closing_fate deployed; queries.readiness: Line gather;
    services.addresses: claim drop end look promote watched; services.onboarding: Entry; tables: AT_FIRST
    chosen""",
    "reminders": """
    models: Interval MailChoice Sweep; rule: LADDER Rule Rungs; rule.ReminderRule:
    ladder kind; rule.ReminderSchedule: climb; run: UNLESS_THERE preview sweep; sql: AHEAD Search
    letters_sql rung_sql; tasks: clock due take_steps""",
    "requests_app": """
    enums: Finding; models: Proposal Reason Request TypedPage; models.AccountRequest: account_covers
    advice_covers endorsement_covers receiving; snapshots: advice_void digest""",
    "web": """
    language: sort_key; edit_conflict: SeenForm versions; forms: answer; htmx: asks_for_part page_or_part;
    sql: bound; templatetags.dates: unbroken written_day written_list written_time""",
    "workflow": """
    available_steps: Offer offers what_follows; available_steps.AvailableStep: leads; due_dates: calendar
    day_of leave redate; exceptions: Invisible NotYours OutOfTurn Refused Stale StepProblem sentence;
    models: Followed Letter bind; models.WorkflowModel: changed_at headlines spent state_kind state_since
    stated_reason ties titles told; notify: tell""",
}
# Never right in an identifier, between its underscores and capitals.
FORMER_WORDS = """
    letter letters ledger seat seats sweep sweeps swept relay relays rung rungs ladder climb climbed judge judged
    furnish furnished furnishes tie ties power powers office offices desk desks substitute substitutes standings
    standing_of take_up hand_back send_back put_off let_go given_up withheld page_or_part asks_for_part not_yours
    take_apart takeable_by people_tied"""
PLAIN_ENGLISH_IN_TESTS = "lent offer offers out_of_turn spell standing tied way ways"
ALLOWED = """
    _BLANK_LETTERS ascii_letters _OFFICE _office_document _with_way_back"""
# Too plain for a public module, class or function, but for those that stand.
PLAIN_WORDS = {"answer", "keep", "kind", "look", "page", "rows", "said", "title", "told"}
PLAIN_NAMES = """
    dashboard.pagination.Page dashboard.queries.subjects.title osma_registry.context_processors.page
    osma_registry.views.pages.page registry.addresses.platforms.rows registry.queries.verification.Answer
    requests_app.enums.Kind web.lists.pagination.Page"""


def read_modules(folder: str) -> Iterator[tuple[str, Path, ast.Module]]:
    """(dotted name, path from the repository, tree) of each module but migrations."""
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        if "migrations" not in path.parts:
            place = path.relative_to(REPOSITORY)
            name = ".".join(place.with_suffix("").parts).removesuffix(".__init__")
            yield name, place, ast.parse(path.read_text())


def identifiers(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        for field in ("id", "attr", "arg", "name", "asname"):
            if isinstance(value := getattr(node, field, None), str):
                yield getattr(node, "lineno", 0), value


def has_former_word(identifier: str, place: Path) -> bool:
    spaced = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", identifier).lower()
    parts = re.findall(r"[^\W_]+", spaced)
    spans = {"_".join(parts[i:j]) for i in range(len(parts)) for j in range(i + 1, i + 4)}
    plain = "" if place.parts[0] == "tests" else PLAIN_ENGLISH_IN_TESTS
    words = set(f"{FORMER_WORDS} {plain}".split())
    return bool(words & spans) and identifier not in ALLOWED.split()


@pytest.mark.parametrize("package", FORMER_MODULES)
def test_former_modules_are_gone(package: str) -> None:
    names = [f"{package}.{name}".strip(".") for name in FORMER_MODULES[package].split() or [""]]
    # A folder with nothing but bytecode has a spec, and no origin.
    assert not [name for name in names if (spec := find_spec(name)) and spec.origin]


@pytest.mark.parametrize(
    ("package", "row"),
    [(package, row) for package, rows in FORMER_NAMES.items() for row in rows.split(";")],
)
def test_former_names_are_gone(package: str, row: str) -> None:
    holder, _, names = row.partition(":")
    found = pkgutil.resolve_name(f"{package}.{holder.strip()}")
    present = {*dir(found), *getattr(found, "__annotations__", ())}
    assert not present.intersection(names.split())


@pytest.mark.parametrize("folder", FOLDERS)
def test_former_words_are_in_no_identifier(folder: str) -> None:
    found = {
        f"{place}:{line} {identifier}"
        for module, place, tree in read_modules(folder)
        for line, identifier in [(0, module), *identifiers(tree)]
        if has_former_word(identifier, place)
    }
    assert not sorted(found)


@pytest.mark.parametrize("package", PACKAGES)
def test_plain_words_are_no_new_public_names(package: str) -> None:
    names = set()
    for module, _, tree in read_modules(package):
        defined = [node for node in tree.body if isinstance(node, ast.ClassDef | ast.FunctionDef)]
        names |= {module, *(f"{module}.{node.name}" for node in defined)}
    plain = {name for name in names if name.rpartition(".")[2].lower() in PLAIN_WORDS}
    assert plain <= set(PLAIN_NAMES.split())


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_module_docstring_begins_with_what(folder: str) -> None:
    texts = {place: ast.get_docstring(tree) or "" for _, place, tree in read_modules(folder)}
    assert not [str(place) for place, text in texts.items() if text.startswith("What ")]


@pytest.mark.parametrize("name", re.findall(r"\| `([\w.]+)` \|$", GLOSSARY, re.MULTILINE))
def test_name_in_the_code_glossary_exists(name: str) -> None:
    pkgutil.resolve_name(name)
