"""The answers of `access_matrix.txt`: the status of each route, by GET and by an empty POST, for each person."""

from pathlib import Path

TABLE = Path(__file__).with_suffix(".txt")
ANONYMOUS = "anonymous"
Answers = dict[tuple[str, str], dict[str, int]]  # route and method: username: status


def read_table() -> Answers:
    lines = [line.split() for line in TABLE.read_text().splitlines() if not line.startswith("#")]
    (_route, _method, *people), *rows = filter(None, lines)
    return {
        (route, method): dict(zip(people, map(int, statuses), strict=True))
        for route, method, *statuses in rows
    }


ANSWERS = read_table()
PEOPLE = tuple(next(iter(ANSWERS.values())))
ROUTES_IN_TABLE = {route for route, _method in ANSWERS}


def can_open(route: str, username: str) -> bool:
    return ANSWERS[route, "get"][username] == 200
