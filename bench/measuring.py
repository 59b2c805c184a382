"""Times of pages, asked in turn."""

import gzip
import http.client
import itertools
import random
import re
import time
from urllib.parse import quote

COMBINATIONS = [
    "country=UA&theme=peacebuilding",
    "country=CO&theme=dialogue&kind=project",
    "country=SY&country=XK&status=completed",
    "theme=mediation&reach=local&since=2015",
    "region=western-balkans&level=track-3&language=sq",
]
# None of these finds more than 20,000 of a million; "dialogue" finds most of them.
WORDS = [
    "bridge mediation harbour",
    "voice training lake",
    "river research mill",
    "Ынтымак айыл",
    "Заједнички глас",
    "union 12",
]
NEXT = re.compile(r'href="[^"]*?after=([^"&]+)')


def pages(directory):
    """{kind of page: an endless iterator of its addresses}"""
    chance = random.Random(7)  # noqa: S311  which pages are asked for
    both = [f"q={words.replace(' ', '+')}&{rest}" for words, rest in itertools.product(WORDS, COMBINATIONS)]
    chance.shuffle(both)
    slugs = [f"/initiatives/made-up-{chance.randrange(min(directory.size, 1000))}/" for _ in range(50)]
    return {
        "floor": itertools.cycle(["/bench/floor/"]),
        "list": itertools.cycle(["/initiatives/"]),
        "facet": itertools.cycle(f"/initiatives/?{query}" for query in COMBINATIONS),
        "search": itertools.cycle(f"/initiatives/?q={words.replace(' ', '+')}" for words in WORDS),
        "search and filters": itertools.cycle(f"/initiatives/?{query}" for query in both),
        "common word": itertools.cycle(["/initiatives/?q=dialogue"]),
        "deep": itertools.cycle([f"/initiatives/?page={min(100, directory.size // 25)}"]),
        "by key": itertools.cycle([_deep(directory)]),
        "detail": itertools.cycle(slugs),
        "plain list": itertools.cycle(["/bench/plain/"]),
        "plain facet": itertools.cycle(["/bench/plain/?country=UA&theme=peacebuilding"]),
    }


def _deep(directory):
    """The address of a page behind the last numbered one."""
    body = ask(directory, f"/initiatives/?sort=title&page={min(100, directory.size // 25 - 1)}")[1].decode()
    found = NEXT.search(body)
    return f"/initiatives/?sort=title&after={found[1]}" if found else "/initiatives/?sort=title"


def measure(directories, rounds):
    """{size: {kind of page: [seconds]}}; the plain pages are asked for a tenth as often, being slow."""
    plans = {directory.size: pages(directory) for directory in directories}
    times = {size: {kind: [] for kind in plan} for size, plan in plans.items()}
    for turn in range(rounds):
        for kind in plans[directories[0].size]:
            if kind.startswith("plain") and turn % 10:
                continue
            for directory in directories:
                seconds, _ = ask(directory, next(plans[directory.size][kind]))
                times[directory.size][kind].append(seconds)
    return times


def ask(directory, path):
    """(seconds, body) of one request on a connection of its own."""
    connection = http.client.HTTPConnection("127.0.0.1", directory.port, timeout=300)
    began = time.perf_counter()
    connection.request("GET", quote(path, safe="/?&=+%"))
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - began
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}.")
    return seconds, body


def weight(directory, path):
    """Bytes of the page, compressed."""
    return len(gzip.compress(ask(directory, path)[1]))


def throughput(directory, path, seconds=3):
    """Requests a second, asked one after the other."""
    end, count = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        ask(directory, path)
        count += 1
    return count / seconds
