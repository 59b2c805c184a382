"""The server stores rows while Python works on: statement after statement from a second thread (PostgreSQL)."""

import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from io import BytesIO

from django.db import DatabaseError, connection

MOST = 4_000_000  # bytes that wait to be stored
SAVEPOINTS = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK TO")  # rows belong to one side of them
IN_FAILED_TRANSACTION = "25P02"  # what PostgreSQL says of each statement after the one that failed


@contextmanager
def behind():
    """In here `copying.insert` and the like may return before their rows are stored.

    Any other statement waits for that, but for `overtaking`, and so does the end; `settle` before a transaction begins
    or ends in here.
    """
    if connection.vendor != "postgresql":
        yield
        return
    sent = Sender()
    with sent.pool, connection.execute_wrapper(sent):
        try:
            yield
        except BaseException:
            sent.forget()
            raise
        sent.settle()


@contextmanager
def overtaking():
    """In here statements need not wait for rows that are not stored yet: they have nothing to do with them."""
    if found := sender():
        found.is_overtaken = True
    try:
        yield
    finally:
        if found:
            found.is_overtaken = False


def settle():
    """Wait until all rows are stored. Raises what the server said of them."""
    if found := sender():
        found.settle()


def sender():
    """The Sender of the block that this is called in, None outside of one."""
    return next((found for found in connection.execute_wrappers if isinstance(found, Sender)), None)


class Sender:
    """Sends statement after statement from a second thread. As an execute_wrapper it lets other ones wait for them."""

    def __init__(self):
        self.pool, self.sent, self.size = ThreadPoolExecutor(1), deque(), 0
        self.turns, self.is_overtaken = Turns(), False

    def __call__(self, execute, sql, *arguments):
        if not self.is_overtaken or sql.startswith(SAVEPOINTS):
            self.settle()
            return execute(sql, *arguments)
        try:
            with self.turns.taken(first=True):
                return execute(sql, *arguments)
        except DatabaseError as error:
            if getattr(error.__cause__, "pgcode", None) == IN_FAILED_TRANSACTION:
                self.settle()  # says why
            raise

    def copy(self, statement, lines):
        """`lines`: bytes."""
        size = len(lines) + 1
        self._send(size, lambda cursor: cursor.copy_expert(statement, BytesIO(lines), size=size))

    def execute(self, statement, values=None, rows=None):
        """`rows`: as many it must write, where that is known; else LookupError."""
        self._send(len(statement), lambda cursor: execute(cursor, statement, values, rows))

    def _send(self, size, act):
        connection.ensure_connection()
        self.sent.append((size, self.pool.submit(self._do, connection.connection, act)))
        self.size += size
        self.settle(most=MOST)

    def _do(self, driver, act):
        with self.turns.taken(), driver.cursor() as cursor:
            act(cursor)

    def settle(self, *, most=0):
        """Wait until no more than so many bytes wait."""
        try:
            while self.size > most:
                size, stored = self.sent[0]
                with connection.wrap_database_errors:
                    stored.result()
                self.sent.popleft()
                self.size -= size
        except BaseException:
            self.forget()
            raise

    def forget(self):
        """After an error: send nothing more, and ask nobody how it went."""
        wait([stored for _size, stored in self.sent if not stored.cancel()])
        self.sent.clear()
        self.size = 0


def execute(cursor, statement, values=None, rows=None):
    """Raises LookupError where it does not write as many `rows` as it must."""
    cursor.execute(statement, values)
    if rows not in (None, cursor.rowcount):
        raise LookupError(f"{cursor.rowcount} rows were written instead of {rows}.")


class Turns:
    """One at a time; who wants to be the `first` comes before those who wait already."""

    def __init__(self):
        self.free, self.is_taken, self.first = threading.Condition(), False, 0

    @contextmanager
    def taken(self, *, first=False):
        with self.free:
            self.first += first
            try:
                self.free.wait_for(lambda: not self.is_taken and (first or not self.first))
            finally:
                self.first -= first
                self.free.notify_all()
            self.is_taken = True
        try:
            yield
        finally:
            with self.free:
                self.is_taken = False
                self.free.notify_all()
