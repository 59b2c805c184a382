#!/usr/bin/env python
"""The shell's door to peacemap."""

import os
import sys
from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peacemap.settings")
    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])  # here, so that a refusal is one sentence
    except ImproperlyConfigured as refusal:
        sys.exit(f"peacemap does not start: {refusal}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
