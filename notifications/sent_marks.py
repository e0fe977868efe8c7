"""What has left is written down while the next letter is put into words.

A mark is a statement, and so a transaction, of its own. It is under way as soon as the mail server has the
letter, and PostgreSQL carries it out even if this process is killed right after. Its answer is waited for
before the next letter leaves, and before anything else is asked over the connection.
"""

import os
import select
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from django.db import connection
from django.utils import timezone
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn

from outbox.models import Notification

MAX_POLLS = 100  # for an answer before sleeping: most marks take less time than being woken
STATEMENT_NAME = b"mark_sent"
MARK_SENT_SQL = (
    b"UPDATE outbox_notification SET sent_at = $1, locked_until = NULL, last_error = '' WHERE id = "
)


class SentMarks:
    def __init__(self, line: PGconn) -> None:
        self.line = line
        self.answers, self.room = select.poll(), select.poll()
        self.answers.register(line.socket, select.POLLIN)
        self.room.register(line.socket, select.POLLIN | select.POLLOUT)

    def write(self, notifications: Collection[Notification]) -> None:
        """All of these at once; does not wait."""
        now = timezone.now().isoformat().encode()
        ids = [notification.pk.hex.encode() for notification in notifications]
        with connection.wrap_database_errors:
            if len(ids) == 1:
                self.line.send_query_prepared(STATEMENT_NAME, [now, *ids])
            else:
                self.line.send_query_params(
                    MARK_SENT_SQL + b"ANY ($2)", [now, b"{%b}" % b",".join(ids)]
                )
            while self.line.flush():  # of a long digest
                self.room.poll()

    def confirm(self) -> None:
        """Wait for the mark under way, if there is one. OperationalError if it could not be made."""
        with connection.wrap_database_errors:
            self._wait()
            while result := self.line.get_result():
                if result.status != ExecStatus.COMMAND_OK:
                    raise psycopg.OperationalError(result.get_error_message())

    def _wait(self) -> None:
        looks = 0
        self.line.consume_input()
        while self.line.is_busy():
            looks += 1
            os.sched_yield() if looks < MAX_POLLS else self.answers.poll()
            self.line.consume_input()

    def first(self, execute: Any, *statement: Any) -> Any:
        """Around each statement of Django's own."""
        self.confirm()
        return execute(*statement)


@contextmanager
def sent_marks() -> Iterator[SentMarks]:
    connection.ensure_connection()
    line = connection.connection.pgconn
    made = SentMarks(line)
    line.prepare(STATEMENT_NAME, MARK_SENT_SQL + b"$2")
    try:
        with connection.execute_wrapper(made.first):
            yield made
        made.confirm()
    finally:
        with suppress(psycopg.OperationalError):  # the connection may be the problem
            line.exec_(b"DEALLOCATE " + STATEMENT_NAME)
