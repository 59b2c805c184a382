"""A script of its own: the first sheet of the workbook on standard input, a JSON line for each row.

python worksheet.py BYTES SECONDS: memory and processor time that it may use. Knows nothing of the app, since it reads
strangers' files. Prints [line, [cells]] a row, then "done", or "damaged" or "password".
"""

import datetime as dt
import json
import sys
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

try:
    import resource
except ImportError:  # not on Windows; there only the limits before opening hold
    resource = None


def limit(memory, seconds):
    """No more than this for the whole process, where the system can hold it to that."""
    if resource is None:
        return
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
    """[line, [cells]] of each row up to the last that holds something; the lines are those of the sheet."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0)
    if sheet.start is None:
        return
    margin = [""] * sheet.start[1]
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield [number, margin + [text(value) for value in row]]


def main(memory, seconds):
    limit(memory, seconds)
    try:
        for line in lines(sys.stdin.buffer.read()):
            print(json.dumps(line))
        print('"done"')
    except PasswordError:
        print('"password"')
    except (CalamineError, IndexError, ValueError, OverflowError):
        print('"damaged"')


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
