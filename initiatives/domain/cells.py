r"""How values stand in a cell: many of them divided by `;`, parts of one by `|`, and nothing that a spreadsheet runs.

A literal mark is written `\;` or `\|`, a literal backslash before one of them `\\`. A cell that a spreadsheet would
take for a formula gets an apostrophe in front (OWASP, "CSV injection"), and loses it again on the way in.
"""

import re
import unicodedata

CLEAR = "CLEAR"
ITEM, PART = ";", "|"

_ESCAPED = re.compile(r"\\([\\;|])")
_TOKEN = re.compile(r"\\[\\;|]|.", re.DOTALL)
# Full-width signs count: some spreadsheets read them as the plain ones. A leading apostrophe is kept apart from ours.
_RUNS = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n']|CLEAR\Z")
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001]"
)
_APART = re.compile(r",\s+|\s*[/\n&+]\s*|\s+(?:and|und|dhe|i|и|і|й|та|жана)\s+", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")


def clean(text, *, multiline=False):
    """`text` in Unicode NFC, trimmed, without control characters; joiners inside words (U+200C, U+200D) stay.

    Line breaks become spaces, or plain newlines where `multiline`.
    """
    if text.isascii() and text.isprintable():  # most cells of most files
        return text.strip()
    text = _BREAKS.sub("\n", unicodedata.normalize("NFC", text))
    if not multiline:
        text = text.replace("\n", " ")
    return _INVISIBLE.sub("", text.replace("\t", " ")).strip()


def defused(text):
    """`text` so that no spreadsheet runs it and the importer does not take it for its word CLEAR."""
    return f"'{text}" if _RUNS.match(text) else text


def restored(text):
    """What `defused` was given. Text that merely begins with an apostrophe stays as it is."""
    return text[1:] if text.startswith("'") and _RUNS.match(text[1:]) else text


def escaped(text):
    return text.replace("\\", "\\\\").replace(ITEM, "\\" + ITEM).replace(PART, "\\" + PART)


def apart(text):
    """The values of a cell that divides them by something else than `;`: commas, slashes, "and"."""
    return [part.strip() for part in _APART.split(text) if part.strip()]


def joined(values):
    """One cell of many values."""
    return f"{ITEM} ".join(escaped(value) for value in values)


def joined_parts(rows):
    """One cell of many values in parts: [["workshop", "Title", "2018", "", "held"], …]; empty ends are left out."""
    return f"{ITEM} ".join(f" {PART} ".join(escaped(part) for part in _without_empty_end(parts)) for parts in rows)


def split(cell):
    """The values of a cell, trimmed, without empty ones."""
    return [value for item in _split(cell, ITEM) if (value := _unescaped(item))]


def split_parts(cell):
    """The values of a cell, each as the list of its parts."""
    return [[_unescaped(part) for part in _split(item, PART)] for item in _split(cell, ITEM) if item.strip()]


def _split(text, mark):
    if "\\" not in text:
        return text.split(mark)
    pieces = [""]
    for token in _TOKEN.findall(text):
        if token == mark:
            pieces.append("")
        else:
            pieces[-1] += token
    return pieces


def _unescaped(text):
    text = text.strip()
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _without_empty_end(parts):
    parts = list(parts)
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts
