"""A second process on the database of the tests."""

import os
import subprocess
import sys

from django.db import connection

START = "import sys, django\ndjango.setup()\n"


def start(script, *arguments):
    """Run Python code in a process of its own, after django.setup(); its standard output can be read line by line."""
    command = [sys.executable, "-c", START + script, *map(str, arguments)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, text=True)


def manage(*arguments):
    return subprocess.Popen([sys.executable, "manage.py", *map(str, arguments)], env=environment())


def environment():
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}"
    if connection.vendor == "postgresql":
        address = os.environ["DATABASE_URL"].replace("/postgres?", f"/{name}?", 1)
    return os.environ | {"DATABASE_URL": address}
