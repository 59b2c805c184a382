"""Each guard has a test that notices when it is gone: 40 of them are taken out, one after the other, in a copy."""

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import chain

import pytest

from tests.sabotage import harming, keeping, rights, showing
from tests.sabotage.trying import GREEN, ROOT, Untried, a_copy, is_noticed, run

SABOTAGES = [*rights.SABOTAGES, *showing.SABOTAGES, *keeping.SABOTAGES, *harming.SABOTAGES]
FEWEST = 40
CHEAP = {"Editors may publish", "A draft is public", "Nobody waits for who writes a profile"}
AT_ONCE = 1 if os.environ.get("PEACEMAP_TEST_PARALLEL") == "1" else 2  # the other database's session is running too
DATABASE = os.environ.get("PEACEMAP_TEST_DB", "sqlite")  # each session tries what its own database shows
OWN = [sabotage for sabotage in SABOTAGES if sabotage.database == DATABASE]


def test_there_are_enough_of_them():
    names = Counter(sabotage.name for sabotage in SABOTAGES)

    assert len(SABOTAGES) >= FEWEST
    assert [name for name, count in names.items() if count > 1] == []
    assert names.keys() >= CHEAP


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda sabotage: sabotage.name)
def test_what_is_spoilt_stands_once(sabotage):
    """Else the list would rot: a sabotage of a line that has gone tries nothing."""
    assert (sabotage.count, sabotage.new != sabotage.old) == (1, True)


@pytest.mark.parametrize("sabotage", SABOTAGES, ids=lambda sabotage: sabotage.name)
def test_what_shall_notice_it_is_there(sabotage):
    for test in sabotage.tests:
        file, *names = test.partition("[")[0].split("::")
        text = (ROOT / file).read_text()
        assert [name for name in names if f"def {name}(" not in text and f"class {name}:" not in text] == []


def test_a_few_are_noticed():
    assert unnoticed([sabotage for sabotage in OWN if sabotage.name in CHEAP]) == []


@pytest.mark.slow
def test_every_sabotage_is_noticed(capsys):
    with a_copy() as copy:
        code, said = run([test for sabotage in OWN for test in sabotage.tests], DATABASE, copy)
    assert code == GREEN, said

    missed = unnoticed(OWN)
    with capsys.disabled():
        print(f"\n{len(OWN) - len(missed)} of {len(OWN)} sabotages noticed on {DATABASE}")
    assert missed == []


def unnoticed(sabotages):
    """Names of those that turned no test red, or that could not be tried, with what was said."""
    hands = [sabotages[number::AT_ONCE] for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(chain.from_iterable(pool.map(unnoticed_in_one_copy, hands)))


def unnoticed_in_one_copy(sabotages):
    with a_copy() as copy:
        return list(filter(None, map(partial(fault, copy), sabotages)))


def fault(copy, sabotage):
    try:
        return "" if is_noticed(sabotage, copy) else sabotage.name
    except Untried as untried:
        return str(untried)
