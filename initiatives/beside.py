"""Work that is done beside this process, in a second one, in order, while this one prepares the next piece.

The second process is a fork: it knows what memory held when the first piece was given, and nothing of what happens
later. Pieces and results are pickled. It has no database. It ends with this one, even where this one is killed. Where
the system can't fork safely, or there is one processor, the work is done here.
"""

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

FEW = 1000  # rows whose work is not worth a second process


@contextmanager
def beside(work, *, rows):
    """A Beside for `work`, a function, which ends with the block. `rows`: about how many there are in all."""
    helper = Beside(work, is_alone=rows <= FEW or not _can_fork())
    try:
        yield helper
    finally:
        helper.pause()


class Beside:
    """`give` pieces of work, the arguments of a call each, and take the results in their order by `taken`."""

    def __init__(self, work, *, is_alone):
        self.work, self.is_alone = work, is_alone
        self.pool, self.results = None, deque()

    def give(self, *piece):
        if self.is_alone:
            self.results.append(self.work(*piece))
            return
        if not self.pool:
            forking = multiprocessing.get_context("fork")
            self.pool = ProcessPoolExecutor(1, forking, initializer=_begin, initargs=(self.work,))
        self.results.append(self.pool.submit(_do, *piece))

    def taken(self, *, but=0):
        """The results that nobody has taken yet, but the last so many; waits for them. Raises what `work` raised."""
        while len(self.results) > but:
            result = self.results.popleft()
            yield result if self.is_alone else result.result()

    def pause(self):
        """End the second process when it has done what it was given; the next piece goes to a new one, which knows what
        memory holds then."""
        if self.pool:
            self.pool.shutdown()
            self.pool = None


def _can_fork():
    several = hasattr(os, "sched_getaffinity") and len(os.sched_getaffinity(0)) > 1  # macOS can't fork safely
    return several and not multiprocessing.current_process().daemon


# --- in the second process ---

_work: Any = None  # one in the life of the process


def _begin(work):
    global _work
    _work = work
    for number in (signal.SIGINT, signal.SIGTERM):  # whoever stops both: the first decides, and this one follows
        signal.signal(number, signal.SIG_IGN)
    for connection in connections.all(initialized_only=True):
        connection.execute_wrappers.clear()
        for way_in in ("cursor", "chunked_cursor"):
            setattr(connection, way_in, _refuse)
    threading.Thread(target=_end_with, args=(multiprocessing.parent_process(),), daemon=True).start()


def _do(*piece):
    return _work(*piece)


def _refuse(*_arguments, **_options):
    raise RuntimeError("The connection belongs to the process that this one was forked from.")


def _end_with(parent):
    parent.join()
    os._exit(1)
