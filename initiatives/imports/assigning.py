"""What the columns of a partner's table are, as somebody assigned them: remembered for the next file of its shape."""

from initiatives.domain.columns import COLUMNS, NEEDED
from initiatives.imports import reading
from initiatives.imports.holding import locked, past
from initiatives.imports.reading.guessing import guess
from initiatives.imports.shapes import name, shape
from initiatives.models import ColumnMapping

FIELDS = tuple(column for column in COLUMNS if column != "verified_date")  # which exports write and nobody reads
ASSIGNABLE = ("mapping", "previewed")  # states of runs


def known():
    """{shape of a header: [column or "" for each place]}"""
    mappings = ColumnMapping.objects.values_list("digest", "columns")
    return {digest: tuple(_field(column) for _cell, column in columns) for digest, columns in mappings}


def _field(column):
    return column if column in FIELDS else ""


def of(header):
    """The ColumnMapping of a Header's shape, None where nobody has assigned its columns."""
    return ColumnMapping.objects.filter(digest=header.shape).select_related("by").first()


def remember(cells, columns, *, by):
    """From now on files with this header are read with these columns, one or "" for each cell."""
    pairs = [[cell.strip(), column] for cell, column in zip(cells, columns, strict=True)]
    ColumnMapping.objects.update_or_create(digest=shape(cells), defaults={"columns": pairs, "by": by})


def lacking(columns):
    """The columns that are needed and not among these."""
    return [column for column in NEEDED if column not in columns]


def guesses(header):
    """[column or "" for each place] to begin with, none of them twice: as assigned before, else as names are like."""
    if mapping := of(header):
        said = [_field(column) for _cell, column in mapping.columns]
        return [*said, *[""] * (len(header.cells) - len(said))]
    earlier = _earlier()
    wanted = list(header.columns)
    for source in (earlier.get, lambda cell: _field(guess(cell))):
        for place in header.places:
            found = wanted[place] or source(name(header.cells[place])) or ""
            wanted[place] = found if wanted[place] or found not in wanted else ""
    return [_field(column) for column in wanted]


def _earlier():
    """{name of a column: what it was assigned last, in any file}"""
    mappings = reversed(ColumnMapping.objects.values_list("columns", flat=True))
    return {name(cell): _field(column) for columns in mappings for cell, column in columns}


def must_be_assignable(run):
    """Raises Refused where the run has gone on."""
    if run.state not in ASSIGNABLE:
        raise past(run)


# --- reading with them ---


def table_of(run, data):
    """The table, its columns as somebody may have assigned them to files of this shape."""
    return reading.read(data, said_encoding(run), columns=known())


def said_encoding(run):
    return "" if run.encoding_guessed else run.encoding


def begin_anew(run, *, worker="", total=0):
    """Put a run whose columns somebody assigns back to its beginning. Raises Refused where it has gone on."""
    with locked(run.pk) as held:
        must_be_assignable(held)
        held.state, held.worker, held.message, held.done, held.total = "reading", worker, "", 0, total
        held.counts, held.problems = {}, []
        held.save(update_fields=["state", "worker", "message", "done", "total", "counts", "problems"])
    return held
