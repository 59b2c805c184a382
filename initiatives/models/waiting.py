"""On SQLite everybody who waits to write has the same chance of being next.

SQLite itself asks for the lock less and less often, in the end ten times a second; who saves over and over then keeps
everybody else out for as long as the patience lasts. Here it is asked for each millisecond, and the patience
(the option `timeout`, seconds) stays what the settings say.
"""

import time

from django.db import OperationalError

ASKED = 1  # milliseconds that SQLite itself waits before it asks again
BUSY = ("database is locked", "database table is locked")


def ask_often(sender, connection, **kwargs):
    """Receives `connection_created`."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {ASKED}")
    if _patiently not in connection.execute_wrappers:
        connection.execute_wrappers.append(_patiently)


def _patiently(execute, sql, params, many, context):
    connection = context["connection"]
    until = time.monotonic() + connection.settings_dict["OPTIONS"].get("timeout", 5)
    while True:
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            if connection.in_atomic_block or str(error) not in BUSY or time.monotonic() > until:
                raise
