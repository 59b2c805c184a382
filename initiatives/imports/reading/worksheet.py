"""A script of its own: the first sheet of the workbook on standard input, a JSON line for each row.

python worksheet.py BYTES SECONDS: memory and processor time that it may use. Knows nothing of the app, since it reads
strangers' files. Prints {"sheets": names, "merged": [[line, last line]]}, [line, [cells]] a row, then "done", or
"damaged" or "password". A formula whose value was not kept is a NUL, which no text holds.
"""

import datetime as dt
import json
import re
import resource
import sys
import zipfile
from collections import defaultdict
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

UNKNOWN = "\0"
RELATIONS = "xl/_rels/workbook.xml.rels"
PIECE, OVERLAP = 1 << 20, 1 << 14  # bytes of a sheet looked at together, and again with the next
MOST_UNKNOWN = 100_000  # formulas without value that are told
MOST_MERGED = 20  # of merged cells

_FIRST = re.compile(rb'<sheet\b[^>]*?\br:id="([^"]+)"')
_RELATION, _TARGET = re.compile(rb"<Relationship\b[^>]*>"), re.compile(rb'Target="([^"]+)"')
_BARE_FORMULA = re.compile(
    rb'<c\b[^>]*?\br="([A-Z]+)([0-9]+)"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>'
)


def limit(memory, seconds):
    """No more than this for the whole process, where the system can hold it to that."""
    for what, amount in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (amount, amount))
        except (ValueError, OSError):
            continue


def text(value):
    """A cell as somebody would write it: dates in ISO form, numbers without ".0"."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def lines(data):
    """What the workbook is, then [line, [cells]] of each row up to the last that holds something."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheet = book.get_sheet_by_index(0)
    yield {"sheets": book.sheet_names, "merged": merged(sheet)}
    if sheet.start is None:
        return
    margin, unknown = [""] * sheet.start[1], bare_formulas(data)
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = margin + [text(value) for value in row]
        for place in unknown.get(number, ()):
            if place < len(cells) and not cells[place]:
                cells[place] = UNKNOWN
        yield [number, cells]


def merged(sheet):
    """[line, last line] of the first cells that are merged over several lines."""
    ranges = sorted({(first + 1, last + 1) for (first, _), (last, _) in sheet.merged_cell_ranges or () if last > first})
    return ranges[:MOST_MERGED]


def bare_formulas(data):
    """{line: {place of a cell}} of the first sheet's formulas without value, as some programs write them."""
    found, count, rest = defaultdict(set), 0, b""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        name = first_sheet(archive)
        if name is None:
            return found
        with archive.open(name) as sheet:
            while piece := sheet.read(PIECE):
                for letters, line in _BARE_FORMULA.findall(rest + piece) if b"<f" in rest + piece else ():
                    found[int(line)].add(place_of(letters))
                    count += 1
                if count > MOST_UNKNOWN:
                    break
                rest = piece[-OVERLAP:]
    return found


def first_sheet(archive):
    """The entry of the first sheet, None where the workbook does not say it in the usual way."""
    names = archive.namelist()
    if not {"xl/workbook.xml", RELATIONS} <= set(names):
        return None
    key = _FIRST.search(archive.read("xl/workbook.xml"))
    tags = _RELATION.findall(archive.read(RELATIONS)) if key else ()
    target = next((_TARGET.search(tag) for tag in tags if key and b'Id="%s"' % key[1] in tag), None)
    if not target:
        return None
    path = target[1].decode("utf-8", "replace")
    name = path.removeprefix("/") if path.startswith("/") else f"xl/{path}"
    return name if name in names else None


def place_of(letters):
    """0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def main(memory, seconds):
    limit(memory, seconds)
    try:
        for line in lines(sys.stdin.buffer.read()):
            print(json.dumps(line))
        print('"done"')
    except PasswordError:
        print('"password"')
    except (CalamineError, zipfile.BadZipFile, IndexError, ValueError, OverflowError, NotImplementedError):
        # NotImplementedError is what zipfile says of ways of packing that it does not know.
        print('"damaged"')


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
