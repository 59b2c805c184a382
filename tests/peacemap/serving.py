"""The site as it runs: production settings, collected files, gunicorn, a database of its own with 64 profiles."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MADE_UP = 60
PATIENCE = 60  # seconds until it must answer


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Site:
    port: int

    def get(self, path, **headers):
        """The Answer as it came over the line, packed as it was; `headers`: `if_none_match="…"`."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path, headers={name.replace("_", "-"): text for name, text in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


def environment(folder):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "SYSTEMROOT")}
    return kept | {
        "DEBUG": "0",
        "HTTPS": "0",
        "ALLOWED_HOSTS": "127.0.0.1",
        "SECRET_KEY": "only-for-tests-" + "0123456789" * 4,
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/peacemap.sqlite3",
        "LOG_LEVEL": "ERROR",
    }


def fill(folder):
    """Tables, source profiles, made-up profiles, collected files: what a person does before the first start."""

    def manage(*words, **streams):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment(folder), check=True, **streams)

    table = folder / "made-up.csv"
    manage("migrate", "--verbosity", "0")
    manage("load_profiles", "--verbosity", "0")
    with table.open("w") as file:
        manage("generate_profiles", str(MADE_UP), stdout=file)
    manage("import_profiles", str(table), "--publish", stdout=subprocess.DEVNULL)
    manage("collectstatic", "--no-input", "--verbosity", "0")


@contextmanager
def served(folder):
    """A Site of the filled `folder`, while it runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        site = Site(probe.getsockname()[1])
    command = ["-m", "gunicorn", "--bind", f"127.0.0.1:{site.port}", "--log-level", "error", "peacemap.wsgi"]
    server = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=environment(folder))
    try:
        wait(site, server)
        yield site
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def wait(site, server):
    began = time.monotonic()
    while True:
        try:
            assert site.get("/healthz").status == 200
            return
        except OSError:
            assert server.poll() is None and time.monotonic() - began < PATIENCE, "The server did not start."
            time.sleep(0.1)
