"""The rows of an import that are problems, as a CSV file to mend and upload again.

Each row stands as it was written, with `line`, its line in the file that was uploaded, and `reason`, a sentence for
each problem. The importer leaves these two columns aside.
"""

import csv
import io

from django.utils.translation import gettext as _

from initiatives.domain.cells import CLEAR, defused
from initiatives.domain.columns import COLUMNS
from initiatives.imports.problems import ERROR

BOM = "\ufeff"
TOLD = ("line", "reason")
CHUNK = 500


def as_written(row):
    """{column: cell} of a Row (imports.reading), safe to open in a spreadsheet and read back as the same Row."""
    return {name: CLEAR if name in row.cleared else defused(text) for name, text in row.cells.items()}


def pieces(run):
    """Pieces of the file of an ImportRun, as text: UTF-8 with a byte order mark when it is encoded, CRLF.

    Rows with warnings alone are no problems: they are imported as they are. What is wrong with the file as a whole
    is told in a row of its own, where no row is a problem.
    """
    found = run.rows.filter(outcome="problem").order_by("pk")
    columns = _columns(found)
    yield BOM + _lines([[*TOLD, *columns]])
    for row in found.iterator(chunk_size=CHUNK):
        yield _lines([[row.line, _reason(row.problems), *(row.cells.get(name, "") for name in columns)]])
    if not columns and run.problems:
        yield _lines([[min(problem["line"] for problem in run.problems), _reason(run.problems)]])


def _columns(rows):
    """The columns that any of the rows has, in the contract's order."""
    used = set()
    for cells in rows.values_list("cells", flat=True).iterator(chunk_size=CHUNK):
        used.update(cells)
    return [name for name in COLUMNS if name in used]


def _reason(problems):
    """A line for each of the problems (Problem.as_dict), errors first."""
    ordered = sorted(problems, key=lambda problem: problem["level"] != ERROR)
    return defused("\n".join(map(_sentence, ordered)))


def _sentence(problem):
    place = " ".join(filter(None, (problem["column"], problem["value"] and f"“{problem['value']}”")))
    sentence = f"{place}: {problem['message']}" if place else problem["message"]
    return sentence if problem["level"] == ERROR else f"{_('Remark')}: {sentence}"


def _lines(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return text.getvalue()
