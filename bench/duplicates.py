"""`python -m bench.duplicates N`: how long the search for doubles takes among N made-up organisations, and a quarter.

Names are of two to five words out of thousands, in two scripts, with legal forms and acronyms; one in twenty is a
second entry of another, written in one of the ways in which people do. Prints the seconds of the whole search
(reading, comparing, keeping; on a busy machine more pass than it works), the ratio of the two sizes, and how many of
the planted doubles of each sort were found.
"""

import os
import random
import sys
import tempfile
import time
import uuid
from collections import Counter

import django

FOLDER = tempfile.TemporaryDirectory(prefix="peacemap-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/doubles.sqlite3")
os.environ |= {"DJANGO_SETTINGS_MODULE": "bench.settings", "DEBUG": "1", "VAR_DIR": FOLDER.name}
django.setup()

from django.core.management import call_command  # noqa: E402  models want the settings first

from initiatives.domain import duplicates, naming, storing  # noqa: E402
from initiatives.domain.documents import canonical  # noqa: E402
from initiatives.models import Likeness, Organisation  # noqa: E402

FORMS = ["", "", "", "NGO ", "ГО ", "Charitable Foundation "]
WORDS = ["Centre", "Institute", "Network", "Union", "Council", "Forum", "Youth", "Peace", "Dialogue", "Human Rights"]
CYRILLIC = dict(zip("abvhdezyiklmnoprstufk", "абвгдезиіклмнопрстуфк", strict=True))
ONE_IN = 20


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    call_command("migrate", verbosity=0)
    seconds = {}
    for size in (count // 4, count):
        Organisation.objects.all().delete()
        planted = fill(size)
        began, worked = time.perf_counter(), time.process_time()
        found = duplicates.search("organisation")
        passed, seconds[size] = time.perf_counter() - began, time.process_time() - worked
        print(
            f"{size} organisations: {passed:.1f} s, of them {seconds[size]:.1f} s at work; "
            f"{found.kept} pairs kept, {found.more} more",
            flush=True,
        )
        tell(planted)
    print(f"{count} against {count // 4}: {seconds[count] / seconds[count // 4]:.1f} times the work")


def tell(planted):
    pairs = set(Likeness.objects.values_list("one", "other"))
    met = Counter(sort for pair, sort in planted if tuple(sorted(pair)) in pairs)
    for sort, total in sorted(Counter(sort for _pair, sort in planted).items()):
        print(f"  {sort}: {met[sort]} of {total} planted doubles found")


def fill(size):
    """Make organisations; [((uuid, uuid), sort of the difference)] of the planted doubles."""
    chance, words = random.Random(size), [made_up(random.Random(seed)) for seed in range(6000)]  # noqa: S311
    documents, planted = [], []
    while len(documents) < size:
        name = a_name(chance, words)
        documents.append(document(name, f"o-{len(documents)}"))
        if len(documents) % ONE_IN == 0:
            sort, other = chance.choice(WAYS)
            documents.append(document(other(name, chance), f"o-{len(documents)}"))
            planted.append(((uuid.UUID(documents[-2]["uuid"]), uuid.UUID(documents[-1]["uuid"])), sort))
    for start in range(0, len(documents), 5000):
        batch = {row["uuid"]: canonical("organisation", row) for row in documents[start : start + 5000]}
        storing.store("organisation", batch, {})
    return planted


def document(name, slug):
    return {"uuid": str(uuid.uuid4()), "slug": slug, "name": name}


def made_up(chance):
    """A word of two to four syllables."""
    syllables = [chance.choice("bvhdzklmnprst") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))]
    return "".join(syllables) + chance.choice(["", "n", "r", "k"])


def a_name(chance, words):
    parts = [chance.choice(words).title() for _ in range(chance.randint(1, 3))]
    parts += chance.sample(WORDS, chance.randint(1, 2))
    return f"{chance.choice(FORMS)}{' '.join(parts)}"


def in_cyrillic(name, chance):
    return "".join(CYRILLIC.get(letter.lower(), letter) for letter in name)


def with_a_slip(name, chance):
    at = chance.randrange(len(name) // 2, len(name) - 1)
    return name[:at] + name[at + 1 :]


def as_acronym(name, chance):
    return "".join(word[0] for word in naming.parted(name)[1]).upper() + " " + name


WAYS = [
    ("another legal form", lambda name, chance: f"{name} e.V."),
    ("capitals and quotation marks", lambda name, chance: f"“{name.upper()}”"),
    ("a slip", with_a_slip),
    ("an acronym in front", as_acronym),
    ("other order of words", lambda name, chance: " ".join(reversed(name.split()))),
]


if __name__ == "__main__":
    main()
