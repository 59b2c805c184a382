"""`python -m bench.searching N`: the table of queries and N odd ones against the database of the settings.

Each asks for a whole page of the list, and anything but 200 ends the run. Prints p50, p95 and the slowest. Fill the
database first, for example with `bench.load`.
"""

import csv
import os
import random
import sys
import time
from pathlib import Path
from statistics import quantiles

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from django.test import Client  # noqa: E402  models want the settings first

from initiatives.domain import index  # noqa: E402

ALPHABETS = [
    "abcdefgh ij",
    "абвгґїжщ ",
    "\"'-*():^~!&|<>% ",
    "😀\u200d\u0301\ufeff\x00\t",
    "ქართული",
    "0123456789",
    "ëçšžđ",
]


def odd(count, chance):
    """Queries that nobody means: letters of all sorts, operators, quotes, some of them thousands of characters long."""
    for _ in range(count):
        letters = "".join(chance.choice(ALPHABETS) for _ in range(chance.randint(1, 3)))
        length = chance.choice([1, 3, 8, 20, 60, 300, 5000])
        yield "".join(chance.choice(letters) for _ in range(length))


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    table = Path(__file__).parents[1] / "tests" / "data" / "queries.csv"
    client = Client(headers={"host": "127.0.0.1"})
    typed = [row["query"] for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines())]
    for name, texts in (("table", typed), ("odd", odd(count, random.Random(3)))):  # noqa: S311  made-up text
        seconds = []
        for text in texts:
            began = time.perf_counter()
            answer = client.get("/initiatives/", {"q": text})
            seconds.append(time.perf_counter() - began)
            if answer.status_code != 200:
                raise SystemExit(f"{text!r} answered {answer.status_code}.")
        spread = quantiles(seconds, n=100)
        print(
            f"{name}: {len(seconds)} queries over {len(index.current().all)} profiles, "
            f"p50 {spread[49] * 1000:.1f} ms, p95 {spread[94] * 1000:.1f} ms, slowest {max(seconds) * 1000:.0f} ms"
        )


if __name__ == "__main__":
    main()
