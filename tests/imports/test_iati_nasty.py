"""XML that would harm, or is no IATI file: refused with a sentence and a line; nothing is planned."""

import tracemalloc

import pytest

from initiatives.imports import iati, reading
from tests.conftest import SLOW
from tests.imports.files import DATA

ACTIVITY = "<iati-activity><iati-identifier>XX-EXA-1</iati-identifier>{}</iati-activity>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LIST = "<iati-activities>{}</iati-activities>"


def refused(text):
    """(line, message) of what the file is refused for."""
    data = text if isinstance(text, bytes) else text.encode()
    table = reading.read(data)
    assert (table.is_refused, list(table.rows)) == (True, [])
    return table.problems[0].line, table.problems[0].message


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (f'<!DOCTYPE l [<!ENTITY l0 "ha">{LAUGHS}]>\n{LIST.format("&l9;")}', 1, "document type"),
        (
            '<?xml version="1.0"?>\n<!DOCTYPE l [<!ENTITY f SYSTEM "file:///etc/passwd">]>\n<l>&f;</l>',
            2,
            "document type",
        ),
        ('<!DOCTYPE l SYSTEM "http://127.0.0.1:1/l.dtd"><l/>', 1, "document type"),
        ("<!DOCTYPE html>\n<html><body>Not found</body></html>", 1, "web page"),
        ("<a>" * 100_000, 1, "nested"),
        (LIST.format("\n\n<iati-activity><title>"), 3, "damaged"),
        (LIST.format("\n&nothing;"), 2, "damaged"),
        (LIST.format(""), 1, "no activities"),
        ("<iati-organisations/>", 1, "organisation file"),
        ("<rss/>", 1, "no IATI activities"),
        ("\n\n<a>", 3, "damaged"),
        ('<?xml version="1.0" encoding="klingon"?><a/>', 1, "Save it as UTF-8"),
        (b'<?xml version="1.0" encoding="utf-8"?><a>\xff</a>', 1, "damaged"),
        (b"<a>\x00</a>", 1, "damaged"),
    ],
)
def test_what_is_refused(text, line, word):
    found = refused(text)
    assert (found[0], word in found[1]) == (line, True), found


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings(encoding):
    declared = {"utf-8-sig": "utf-8"}.get(encoding, encoding)
    title = "<title><narrative>Vérité</narrative></title>"
    text = f'<?xml version="1.0" encoding="{declared}"?>' + LIST.format(ACTIVITY.format(title))
    assert [row.cells["title"] for row in reading.read(text.encode(encoding)).rows] == ["Vérité"]


def test_blanks_in_front_are_no_fault():
    assert len(reading.read(b"\xef\xbb\xbf \n" + LIST.format(ACTIVITY).encode()).rows) == 1


def test_an_activity_without_an_identifier():
    [row] = reading.read(LIST.format("\n<iati-activity/>").encode()).rows
    assert [(problem.line, problem.column) for problem in row.problems] == [(2, "external_ids")]


@pytest.mark.parametrize("attribute", ["", 'code=""', 'code="99"'])
def test_strange_values_are_left_to_the_plan(attribute):
    text = f"<activity-status {attribute}/><recipient-country {attribute}/><sector {attribute}/><activity-date/>"
    assert len(reading.read(LIST.format(ACTIVITY.format(text)).encode()).rows) == 1


def test_memory_does_not_grow_with_transactions():
    few, many = (
        LIST.format(ACTIVITY.format("<transaction><description>long</description></transaction>" * count)).encode()
        for count in (10, 100_000)
    )
    peaks = []
    for data in (few, many):
        tracemalloc.start()
        iati.read(data)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 2_000_000


LONG = 20_000 if SLOW else 5000


def test_a_long_chain_of_wholes_is_read_at_once():
    chain = "".join(
        f'<iati-activity><iati-identifier>XX-EXA-{n}</iati-identifier><related-activity ref="XX-EXA-{n + 1}" type="1"/>'
        "</iati-activity>"
        for n in range(LONG)
    )
    rows = reading.read(LIST.format(chain).encode()).rows
    found = {row.extra["identifier"]: row.extra["parent"] for row in rows}
    whole = [found[f"XX-EXA-{n}"] for n in (LONG - 1, LONG - 2, 0)]
    assert (len(rows), whole) == (LONG, [f"XX-EXA-{LONG}", f"XX-EXA-{LONG - 1}", ""])


def test_all_that_the_own_samples_hold_is_read():
    counts = {path.name: len(reading.read(path.read_bytes()).rows) for path in (DATA / "iati").glob("*.xml")}
    assert counts == {"peace.xml": 3, "old.xml": 1}


def test_no_title_or_name_brings_an_address_or_a_number_along():
    ask = "ask me@example.org or +44 20 7946 0000"
    tags = f"<title>Talks, {ask}</title><reporting-org>Trust, {ask}</reporting-org>" + "".join(
        f'<participating-org role="{role}">House {role}, {ask}</participating-org>' for role in (1, 2, 3, 4)
    )
    (row,) = iati.read(LIST.format(ACTIVITY.format(tags)).encode()).rows
    told = f"{row.cells} {row.extra} {row.problems}"
    assert "Talks, ask […] or […]" in told
    assert "me@" not in told
    assert "7946" not in told
