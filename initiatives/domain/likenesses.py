"""Which profiles of one kind may be one: pairs with the reasons, found by comparing what shares a mark, never all.

A reason is a code: those of `domain.clues`, and the ones below. What is found is only proposed.
"""

from collections import defaultdict
from itertools import combinations
from urllib.parse import urlsplit

from initiatives.domain import clues

IDENTIFIER, WEBSITE, PARTNERS, TITLE, SPOT, SERIES = "identifier", "website", "partners", "title", "spot", "series"
# Why two may be one, the strongest first; the place in this order is the rank of a pair. Acronyms come late: among very
# many organisations a great many share one.
ORDER = (
    IDENTIFIER, clues.NAMESAKE, clues.FORM, clues.INITIALS, clues.KNOWN, TITLE, clues.SOUND, clues.MEANING, clues.SLIP,
    WEBSITE, PARTNERS, SPOT, clues.PART, clues.WORDS, clues.ACRONYM, clues.MEANT,
)  # fmt: skip
DOUBT = 20  # added to the rank where something speaks against it: another country
SERIES_RANK = 100  # the same title in other years or amounts: grants, mostly
FEW = 12  # of so many that share a mark each is paired with each; of more, each with the first only
NOT_OWN = ("facebook.com", "instagram.com", "linkedin.com", "t.me", "twitter.com", "x.com", "youtube.com")


class Pairs:
    """{(one, other): {reasons}} of keys, each pair once."""

    def __init__(self):
        self.found = defaultdict(set)

    def add(self, one, other, reason):
        if one != other:
            self.found[(one, other) if one < other else (other, one)].add(reason)

    def among(self, keys, reason):
        """Pair those that share something."""
        keys = sorted(keys)
        several = combinations(keys, 2) if len(keys) <= FEW else ((keys[0], key) for key in keys[1:])
        for one, other in several:
            self.add(one, other, reason)

    def between(self, keys, others, reason):
        """Pair each of one group with each of another, where both are few: else it tells nothing."""
        if keys and others and len(keys) * len(others) <= FEW * FEW:
            for one in keys:
                for other in others:
                    self.add(one, other, reason)

    def ranked(self, doubt=lambda one, other: False):
        """[(one, other, [reasons], rank)], the likeliest first. `doubt`: whether something speaks against it."""
        rows = []
        for (one, other), reasons in self.found.items():
            ordered = sorted(reasons - {SERIES}, key=ORDER.index)
            rank = ORDER.index(ordered[0]) if ordered else SERIES_RANK
            if SERIES in reasons:
                ordered, rank = [*ordered, SERIES], SERIES_RANK
            elif doubt(one, other):
                rank += DOUBT
            rows.append((one, other, ordered, rank))
        return sorted(rows, key=lambda row: (row[3], row[0], row[1]))


def gathered(marks):
    """{mark: {keys}} of [(key, mark)], without empty marks."""
    found = defaultdict(set)
    for key, mark in marks:
        if mark:
            found[mark].add(key)
    return found


def site(url):
    """A website in comparable form, "" for none and for pages within somebody else's: "peace.example/about"."""
    parts = urlsplit(url.strip().lower())
    host = parts.netloc.removeprefix("www.")
    if not host or any(host == other or host.endswith(f".{other}") for other in NOT_OWN):
        return ""
    return host + parts.path.rstrip("/")


def by_site(pairs, rows):
    """Pair those of `rows` ([(key, url)]) that name one website."""
    for keys in gathered((key, site(url)) for key, url in rows).values():
        if len(keys) <= FEW:
            pairs.among(keys, WEBSITE)


def by_identifier(pairs, rows):
    """Pair those of `rows` ([(key, scheme, value)]) that bear one code in two registers' schemes."""
    for keys in gathered((key, value) for key, _scheme, value in rows if len(value) > 3).values():
        if len(keys) <= FEW:
            pairs.among(keys, IDENTIFIER)
