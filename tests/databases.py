from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections
from psycopg import connect, sql

CREATE = "CREATE DATABASE {name} TEMPLATE {template}"
HOW_TO_CONNECT = {"host", "port", "user", "password", "dbname"}
DROP = "DROP DATABASE IF EXISTS {name} WITH (FORCE)"


def as_owner(statement: str, **names: str) -> None:
    """Run outside a transaction, from a database that is neither made nor dropped."""
    parameters = {**connections["owner"].get_connection_params(), "dbname": "postgres"}
    parameters = {key: parameters[key] for key in HOW_TO_CONNECT & parameters.keys()}
    identifiers = {key: sql.Identifier(value) for key, value in names.items()}
    with connect(**parameters, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(**identifiers))


@contextmanager
def created(name: str, *, template: str = "template1") -> Iterator[None]:
    as_owner(CREATE, name=name, template=template)
    try:
        yield
    finally:
        as_owner(DROP, name=name)


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Both roles use this database, in threads that begin later too."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in connections}
    rename(dict.fromkeys(connections, name))
    try:
        yield
    finally:
        rename(before)


def rename(names: dict[str, str]) -> None:
    connections.close_all()
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name
