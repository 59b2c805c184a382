"""Many rows into one table at once: COPY on PostgreSQL, one prepared statement on SQLite.

Values are as documents hold them: text, integers, booleans, None; besides them moments, bytes, and what JSON holds.
Raises IntegrityError where a constraint refuses, and what else the database would say to an INSERT.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import islice

import orjson
from django.db import DatabaseError, connection, transaction
from django.db.models import BinaryField, DateTimeField, JSONField, UUIDField

from initiatives.batching import batches
from initiatives.models import behind

AT_ONCE = 50  # lines that are sent together
MOST_MARKS = 500  # values that a statement is told, besides few others
COPIED = "INSERT INTO {table} ({columns}) SELECT {found} FROM {source} WHERE {key} IN ({marks}) ORDER BY {key}"
FRESH = "SELECT nextval((SELECT pg_get_serial_sequence(%s, 'id')::regclass)) FROM generate_series(1, %s)"
_ascii_json = json.JSONEncoder().encode
UPDATE = "UPDATE {table} SET {pairs} WHERE {key} = {value}"


def fresh_ids(model, count):
    """`count` primary keys that no row of `model` has or will get. Call inside a transaction that writes."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FRESH, [table, count])
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or (0,))[0]
        return list(range(last + 1, last + 1 + count))


@dataclass(frozen=True)
class Packed:
    """Rows as the database takes them: on PostgreSQL the lines of COPY, on SQLite lists of values."""

    statement: str
    rows: bytes | list


def insert(model, names, rows):
    """Write `rows`, each with a value for each of the fields `names` (`organisation_id` for a link): all or none."""
    fields, statement = _inserting(model, names)
    if connection.vendor == "postgresql":
        _copy(statement, _Lines(fields, rows))
    else:
        _insert(statement, _prepared(fields, rows))


def pack(model, names, rows):
    """The Packed form of `rows`, as `insert` takes them. Asks the database nothing."""
    fields, statement = _inserting(model, names)
    if connection.vendor == "postgresql":
        return Packed(statement, _whole(_Lines(fields, rows)))
    return Packed(statement, list(_prepared(fields, rows)))


def insert_packed(packed):
    """Write what was packed: all or none."""
    if connection.vendor == "postgresql":
        _copy(packed.statement, BytesIO(packed.rows))
    else:
        _insert(packed.statement, packed.rows)


def insert_from(source, pks, model, taken, told):
    """Write a row of `model` for each of the rows `pks` of `source`, in their order, within the database.

    `taken`: {field: field of `source`}; `told`: {field: what stands in it in each row}. Raises LookupError where one is
    gone.
    """
    columns = [_field(model, name).column for name in (*taken, *told)]
    found = [_quoted(_field(source, name).column) for name in taken.values()]
    values = [_field(model, name).get_db_prep_value(value, connection) for name, value in told.items()]
    for batch in batches(pks, MOST_MARKS):
        statement = COPIED.format(
            table=_quoted(model._meta.db_table),
            columns=", ".join(map(_quoted, columns)),
            found=", ".join([*found, *["%s"] * len(told)]),
            source=_quoted(source._meta.db_table),
            key=_quoted(source._meta.pk.column),
            marks=", ".join(["%s"] * len(batch)),
        )
        _execute(statement, [*values, *batch], rows=len(batch))


def _inserting(model, names):
    """(fields, statement)"""
    fields = [_field(model, name) for name in names]
    table, columns = _quoted(model._meta.db_table), ", ".join(_quoted(field.column) for field in fields)
    if connection.vendor == "postgresql":
        return fields, f"COPY {table} ({columns}) FROM STDIN"
    return fields, f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608


def update(model, names, rows):
    """Change rows that exist: the first of `names` is the primary key, the others are set."""
    fields = [_field(model, name) for name in names]
    table, (key, *columns) = _quoted(model._meta.db_table), [_quoted(field.column) for field in fields]
    if connection.vendor != "postgresql":
        pairs = ", ".join(f"{column} = %s" for column in columns)
        turned = [(*values, pk) for pk, *values in _prepared(fields, rows)]
        with connection.cursor() as cursor:
            cursor.executemany(UPDATE.format(table=table, pairs=pairs, key=key, value="%s"), turned)
        return
    taken = ", ".join([key, *columns])
    _execute(f"CREATE TEMPORARY TABLE changed ON COMMIT DROP AS SELECT {taken} FROM {table} LIMIT 0")  # noqa: S608
    _copy(f"COPY changed ({taken}) FROM STDIN", _Lines(fields, rows))
    pairs = ", ".join(f"{column} = changed.{column}" for column in columns)
    _execute(UPDATE.format(table=table, pairs=f"{pairs} FROM changed", key=f"{table}.{key}", value=f"changed.{key}"))
    _execute("DROP TABLE changed")


def _field(model, name):
    return next(field for field in model._meta.concrete_fields if name in (field.attname, field.name))


def _quoted(name):
    return connection.ops.quote_name(name)


def _execute(statement, values=None, rows=None):
    if sender := behind.sender():
        sender.execute(statement, values, rows)
        return
    with connection.cursor() as cursor:
        behind.execute(cursor, statement, values, rows)


# --- SQLite ---


def _insert(statement, rows):
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.executemany(statement, rows)


def _prepared(fields, rows):
    """Rows of values as SQLite keeps them."""
    special = [(place, form) for place, field in enumerate(fields) if (form := _sqlite_form(field))]
    for row in rows:
        values = list(row)
        for place, form in special:
            if values[place] is not None:
                values[place] = form(values[place])
        yield values


def _sqlite_form(field):
    if isinstance(field, UUIDField):
        return lambda value: str(value).replace("-", "")
    if isinstance(field, DateTimeField):
        return lru_cache(maxsize=8)(connection.ops.adapt_datetimefield_value)  # all rows have the same moment
    return _ascii_json if isinstance(field, JSONField) else None


# --- PostgreSQL ---


def _copy(statement, lines):
    """`lines`: a file of bytes; one that ends early by an error of its own keeps it as `failure`."""
    if sender := behind.sender():
        sender.copy(statement, _whole(lines))
        return
    try:
        with connection.cursor() as cursor, connection.wrap_database_errors:
            cursor.copy_expert(statement, lines)
    except DatabaseError:
        if failure := getattr(lines, "failure", None):
            raise failure from None
        raise


def _whole(lines):
    return b"".join(iter(lines.read, b""))


class _Lines:
    """A file of the lines of COPY, made while they are sent: the server stores the first ones meanwhile."""

    def __init__(self, fields, rows):
        self.rows, self.failure = iter(rows), None
        self.special = [(place, form) for place, field in enumerate(fields) if (form := _copy_form(field))]

    def read(self, _size=None):
        try:
            return _lines([self._formed(row) for row in islice(self.rows, AT_ONCE)]).encode()
        except Exception as error:
            self.failure = error  # the driver would tell of it as an error of the database
            raise

    def _formed(self, row):
        if self.special:
            row = list(row)
            for place, form in self.special:
                if row[place] is not None:
                    row[place] = form(row[place])
        return row


def _lines(rows):
    """One text; cell by cell only where something in it needs a mark."""
    # NUL stands in no text that the database takes: here it stands for NULL until nothing else needs a mark.
    text = "".join(
        [
            "\t".join(["\0" if value is None else value if type(value) is str else str(value) for value in row]) + "\n"
            for row in rows
        ]
    )
    ends = text.count("\t") + text.count("\n") == sum(map(len, rows))
    if ends and text.count("\0") == sum([row.count(None) for row in rows]) and "\\" not in text and "\r" not in text:
        return text.replace("\0", "\\N")
    return "".join(["\t".join([_cell(value) for value in row]) + "\n" for row in rows])


def _cell(value):
    if value is None:
        return "\\N"
    text = value if isinstance(value, str) else str(value)
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if text.isprintable():
        return text
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _copy_form(field):
    if isinstance(field, BinaryField):
        return lambda value: "\\x" + value.hex()
    return _json if isinstance(field, JSONField) else None


def _json(value):
    return "[]" if value == [] else orjson.dumps(value).decode()  # most lists are empty
