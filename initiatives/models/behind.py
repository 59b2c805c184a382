"""The server stores rows while Python works on: COPY after COPY from a second thread (PostgreSQL)."""

import sys
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from io import BytesIO

from django.db import connection

HANDOVER = 0.0005  # seconds that the second thread waits for its turn: a tenth of the usual


@contextmanager
def behind():
    """In here `copying.insert` may return before its rows are stored.

    Gives a function that waits for that, and raises what the server has said. Any other statement, and the end, wait
    too; call it before a transaction begins or ends in here.
    """
    if connection.vendor != "postgresql":
        yield lambda: None
        return
    sent, usual = Sender(), sys.getswitchinterval()
    sys.setswitchinterval(HANDOVER)
    with sent.pool, connection.execute_wrapper(sent):
        try:
            yield sent.wait
        finally:
            sys.setswitchinterval(usual)
            sent.wait()


def sender():
    """The Sender of the block that this is called in, None outside of one."""
    return next((found for found in connection.execute_wrappers if isinstance(found, Sender)), None)


class Sender:
    """Sends COPY after COPY from a second thread. As an execute_wrapper it makes other statements wait for them."""

    def __init__(self):
        self.pool, self.sent = ThreadPoolExecutor(1), []

    def __call__(self, execute, *arguments):
        self.wait()
        return execute(*arguments)

    def send(self, statement, lines):
        """`lines`: bytes."""
        connection.ensure_connection()
        self.sent.append(self.pool.submit(_send, connection.connection, statement, lines))

    def wait(self):
        sent, self.sent = self.sent, []
        wait(sent)
        for one in sent:
            with connection.wrap_database_errors:
                one.result()


def _send(driver, statement, lines):
    with driver.cursor() as cursor:
        cursor.copy_expert(statement, BytesIO(lines), size=len(lines) + 1)
