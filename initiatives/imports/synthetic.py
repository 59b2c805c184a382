"""Made-up initiatives with realistic skew, for trying size and speed. The same seed gives the same rows anywhere.

A few countries, themes and organisations have most of the initiatives, as in real directories; names repeat words; one
row in five has an original title in another language. Nothing in it is real: addresses are of example.org (RFC 2606).
"""

import random
from bisect import bisect
from itertools import accumulate

from initiatives.domain.columns import COLUMNS
from initiatives.vocabulary import ACTIVITY_TYPES, APPROACHES, BENEFICIARIES, KINDS, LEVELS, REACH, STATUSES, THEMES

COUNTRIES = (
    "UA", "CO", "SY", "XK", "KG", "CD", "SS", "NG", "PH", "MM", "GE", "BA", "SO", "ET", "LB", "KE", "IQ", "ML",
    "AF", "PS", "LK", "NP", "UG", "SD", "CF", "RW", "BI", "TD", "NE", "BF", "CM", "MZ", "LR", "SL", "CI", "GN",
    "HT", "GT", "SV", "HN", "MX", "PE", "AM", "AZ", "MD", "RS", "MK", "AL", "ME", "CY", "TR", "IL", "JO", "YE",
    "LY", "TN", "EG", "IR", "PK", "BD", "IN", "TH", "KH", "TL", "PG", "SB", "FJ", "UZ", "TJ", "KZ", "GB", "DE",
    "FR", "NO", "SE", "FI", "CH", "US", "CA",
)  # fmt: skip
FIRST = (
    "Open", "Common", "Living", "Shared", "Young", "Local", "Broken", "Quiet", "Northern", "Southern",
    "Eastern", "Western", "New", "Lasting", "Joint",
)  # fmt: skip
THINGS = (
    "bridge", "river", "table", "voice", "village", "school", "border", "valley", "street", "market", "garden",
    "story", "future", "memory", "trust",
)  # fmt: skip
DOING = (
    "dialogue", "mediation", "training", "reconciliation", "listening", "monitoring", "exchange",
    "facilitation", "research",
)  # fmt: skip
PLACES = (
    "Harbour", "Hill", "Lake", "Forest", "Square", "Station", "Crossing", "Mill", "Meadow", "Island", "Delta",
    "Ridge", "Field", "Gate", "Well",
)  # fmt: skip
BODIES = (
    "Centre", "Foundation", "Network", "Association", "Institute", "Forum", "House", "Union", "Council",
    "Trust",
)  # fmt: skip
ORIGINALS = {
    "uk": ("Спільний", "Відкритий", "Живий", "діалог", "міст", "простір", "голос"),
    "sq": ("Urat", "Dialogu", "Zëri", "përbashkët", "hapur", "paqes", "rinisë"),
    "sr": ("Заједнички", "Отворени", "дијалог", "мост", "глас", "простор", "младих"),
    "ky": ("Ынтымак", "Тынчтык", "Жаштар", "көпүрө", "добуш", "айыл", "сүйлөшүү"),
    "ru": ("Общий", "Открытый", "Живой", "диалог", "мост", "голос", "дом"),
}


class Skewed:
    """Choices of which the first are the commonest: the kth of them has the weight 1 / k (Zipf)."""

    def __init__(self, items):
        self.items = items
        self.sums = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def one(self, chance):
        return self.items[bisect(self.sums, chance.random() * self.sums[-1])]

    def some(self, chance, least, most):
        """Between `least` and `most` different ones."""
        return list(dict.fromkeys(self.one(chance) for _ in range(chance.randint(least, most))))


LISTS = {
    "themes": (Skewed(THEMES.slugs), 1, 4),
    "approaches": (Skewed(APPROACHES.slugs), 0, 2),
    "levels": (Skewed(LEVELS.slugs[::-1]), 0, 1),
    "reach": (Skewed(REACH.slugs[::-1]), 1, 2),
    "beneficiaries": (Skewed([entry.slug for entry in BENEFICIARIES.public]), 0, 3),
}
COMMON_KINDS = ["project", "programme", "organisation"]
KIND = Skewed(COMMON_KINDS + [slug for slug in KINDS.slugs if slug not in COMMON_KINDS])
STATUS, ACTIVITY, COUNTRY = Skewed(STATUSES.slugs[1:]), Skewed(ACTIVITY_TYPES.slugs), Skewed(COUNTRIES)


def rows(count, seed=1):
    """`count` dicts in the columns of the contract."""
    bodies = max(count // 3, 10)
    for number in range(count):
        yield _row(number, random.Random(f"{seed}-{number}"), bodies)  # noqa: S311  made-up data


def _row(number, chance, bodies):
    row = dict.fromkeys(COLUMNS, "")
    countries = COUNTRY.some(chance, 1, 2)
    thing, doing, place = chance.choice(THINGS), chance.choice(DOING), chance.choice(PLACES)
    year = 2026 - int(chance.expovariate(0.12)) % 36
    row |= {name: "; ".join(items.some(chance, least, most)) for name, (items, least, most) in LISTS.items()}
    row |= {
        "title": f"{chance.choice(FIRST)} {thing}: {doing} at {place} {chance.choice(BODIES)} {number}",
        "summary": f"Made up: {doing} on the {thing} with people of {place}, since {year}.",
        "kind": KIND.one(chance),
        "status": STATUS.one(chance),
        "start_date": chance.choice([f"{year}", f"{year}-{chance.randint(1, 12):02}", f"{year}-06-15"]),
        "countries": "; ".join(countries),
        "keywords": chance.choice(["", "", f"{thing} {doing}"]),
        "lead": _body(chance, bodies),
        "partners": "; ".join(dict.fromkeys(_body(chance, bodies) for _ in range(chance.randint(0, 3)))),
        "funders": "; ".join(_funder(chance, bodies) for _ in range(chance.randint(0, 1))),
        "activities": "; ".join(_activity(chance, year) for _ in range(chance.randint(0, 3))),
        "website": f"https://example.org/{number}",
        "source_url": f"https://example.org/source/{number}",
        "source_title": f"Page on {place} {number}",
        "source_date": f"{min(year + chance.randint(0, 8), 2026)}-{chance.randint(1, 9):02}",
        "external_ids": f"synthetic:{number:07}",
    }
    if chance.random() < 0.2:
        language = chance.choice(sorted(ORIGINALS))
        words = chance.sample(ORIGINALS[language], 3)
        row |= {"title_original": f"{' '.join(words)} {number}", "original_language": language}
    return row


def _body(chance, bodies):
    """The name of one of `bodies` organisations, the first much commoner than the last."""
    number = min(int(chance.paretovariate(0.6)), bodies)
    own = random.Random(number)  # noqa: S311  made-up data
    return f"{own.choice(FIRST)} {own.choice(PLACES)} {own.choice(BODIES)} {number}"


def _funder(chance, bodies):
    name = _body(chance, max(bodies // 50, 5))
    return chance.choice([name, f"{name} | Programme {chance.randint(1, 40)} | {chance.randint(5, 900) * 1000} EUR"])


def _activity(chance, year):
    state = chance.choice(["held", "held", "planned", "claimed"])
    return f"{ACTIVITY.one(chance)} | {chance.choice(DOING).title()} {chance.randint(1, 900)} | {year} | | {state}"
