"""`make bench N=…`: pages of a small and a large directory, asked in turn, as ratios in one run.

Both directories run behind gunicorn with two workers each, one after the other request by request, so that whatever
slows the machine slows both. Times are shown to make the ratios readable; only the ratios mean something elsewhere.
"""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

from bench.directories import Directory, databases
from bench.measuring import measure
from bench.telling import tell

SMALL = 1000


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=10_000)
    parser.add_argument("--rounds", type=int, default=60, help="how often each page is asked for")
    parser.add_argument("--database", choices=["postgresql", "sqlite"], default="postgresql")
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="peacemap-bench-") as folder,
        databases(options.database, folder) as address,
    ):
        sizes = (min(SMALL, options.count), options.count)
        directories = [Directory(size, address(size), Path(folder)) for size in sizes]
        try:
            for directory in directories:
                directory.fill()
                directory.start()
            tell(options, directories, measure(directories, options.rounds))
        finally:
            for directory in directories:
                directory.stop()


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # servers end with it, whatever ends it
    sys.exit(main())
