"""Which encoding a text file is in: what somebody says, else what it proves, else the likeliest of three."""

import codecs
import io
import re
from dataclasses import dataclass
from itertools import islice

from charset_normalizer import from_bytes
from django.utils.translation import gettext as _

from initiatives.imports.reading import letters
from initiatives.imports.table import Unreadable

UTF_8, UTF_16 = "utf-8", "utf-16"
OLD = ("cp1251", "cp1250", "cp1252")  # of Windows: Cyrillic, Central European, Western European
CHUNK = 1 << 20  # bytes decoded at once while checking
SAMPLE = 400  # lines with other letters than A to Z that are weighed
SHOWN, SHOWN_WIDTH = 3, 90
LEAST_FIT = 0.7  # of the letters; below it none of the three is the right one
MOST_ODD_CASE = 0.3
LEAST_COMMON = 0.4

_KNOWN = {UTF_8: UTF_8, "utf-8-sig": UTF_8, "utf-16": UTF_16, "utf-16-le": UTF_16, "utf-16-be": UTF_16}
_KNOWN |= {name: name for name in OLD}
_LINE = re.compile(rb"[^\r\n]+")


@dataclass(frozen=True)
class Encoding:
    """`name`: as people call it; `codec`: as Python reads it; `samples`: rows to judge a guess by."""

    name: str
    codec: str
    guessed: bool = False
    samples: tuple = ()
    line: int = 1


def known(name):
    """The plain name of an encoding that can be read, "" for a blank one, None for any other."""
    if not name.strip():
        return ""
    try:
        return _KNOWN.get(codecs.lookup(name.strip()).name)
    except (LookupError, ValueError):
        return None


def find(data, said=""):
    """The Encoding of these bytes; raises Unreadable where they are not in it, or in none that is known."""
    name = known(said)
    if name is None:
        message = _("This encoding is not known. Known: %(names)s.")
        raise Unreadable(1, message % {"names": ", ".join((UTF_8, UTF_16, *OLD))}, said)
    if name:
        return _said(data, name)
    if codec := _marked(data) or _zeros(data):
        return _proven(data, UTF_8 if codec == "utf-8-sig" else UTF_16, codec)
    wrong = _first_fault(data, "utf-8")
    return Encoding(UTF_8, "utf-8") if wrong is None else _guessed(data, wrong)


def _said(data, name):
    if name == UTF_8:
        return _proven(data, name, "utf-8-sig")
    if name != UTF_16:
        return _proven(data, name, name)
    codec = _marked(data, UTF_16) or _zeros(data)
    if codec is None:
        raise Unreadable(*_not_in(data, name, 0))
    return _proven(data, name, codec)


def _proven(data, name, codec):
    if (fault := _first_fault(data, codec)) is not None:
        raise Unreadable(*_not_in(data, name, fault))
    return Encoding(name, codec)


def _not_in(data, name, fault):
    message = _("This line is not %(encoding)s. Save the file as “CSV UTF-8” and try again.")
    step = 2 if name == UTF_16 else 1
    return line_of(data, fault), message % {"encoding": name.upper()}, repr(bytes(data[fault : fault + step]))[2:-1]


def line_of(data, place):
    """The line of a byte, counted from 1, however lines end."""
    before = bytes(data[:place])
    return 1 + before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") - before.count(b"\r\0\n")


def _marked(data, only=""):
    """The codec that a byte order mark names, None where there is none."""
    marks = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
    return next((codec for mark, codec in marks.items() if data.startswith(mark) and only in codec), None)


def _zeros(data):
    """The codec of UTF-16 without a mark, by the zeros at every other byte; None where there are not enough."""
    head = bytes(data[:4096])
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) // 2 or min(even, odd) * 10 > max(even, odd):
        return None
    if not max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _first_fault(data, codec):
    """The place of the first byte that is not of this encoding, None where all are. Memory stays small."""
    decoder = codecs.getincrementaldecoder(codec)()
    for start in range(0, len(data), CHUNK):
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(data[start : start + CHUNK], final=start + CHUNK >= len(data))
        except UnicodeDecodeError as error:
            return start - kept + error.start
    return None


# --- guessing ---


def _guessed(data, fault):
    odd = (found[0] for found in _LINE.finditer(data) if not found[0].isascii())
    lines = list(islice(odd, SAMPLE))
    if _is_damaged_utf_8(lines):
        raise Unreadable(*_not_in(data, UTF_8, fault))
    name = _likeliest(lines)
    wrong = _first_fault(data, name) if name else 0
    if wrong is not None:
        message = _("It can't be told how the letters of this file are written. Save it as “CSV UTF-8” and try again.")
        raise Unreadable(line_of(data, wrong if name else fault), message)
    lines.sort(key=lambda line: not letters.words([line]))  # rows with letters before those with mere quotation marks
    samples = tuple(_shown(line.decode(name)) for line in lines[:SHOWN])
    return Encoding(name, name, guessed=True, samples=samples, line=line_of(data, fault))


def _shown(text):
    text = " ".join(text.split())
    first = next((place for place, char in enumerate(text) if not char.isascii()), 0)
    start = max(0, first - SHOWN_WIDTH // 3)
    cut = text[start : start + SHOWN_WIDTH]
    return ("…" if start else "") + cut + ("…" if start + SHOWN_WIDTH < len(text) else "")


def _is_damaged_utf_8(lines):
    """Whether most letters are whole in UTF-8: then a few bytes are broken, and guessing would spoil all of them."""
    text = b"\n".join(lines).decode("utf-8", "replace")
    whole = sum(not char.isascii() and char != "\ufffd" for char in text)
    return whole > text.count("\ufffd")


def _likeliest(lines):
    """The name, None where the letters fit none of the three."""
    found = letters.words(lines)
    if letters.is_cyrillic(found):
        name = "cp1251"
        if letters.odd_case(found, name) > MOST_ODD_CASE or letters.common(found, name) < LEAST_COMMON:
            return None
    else:
        name = _of_two(lines)
    explained, total = letters.fit(lines, name)
    return name if explained >= total * LEAST_FIT else None


def _of_two(lines):
    """cp1250 or cp1252: by the letters, else the languages and countries that the rows name, else by statistics."""
    apart = [line for line in lines if line.decode("cp1250", "replace") != line.decode("cp1252", "replace")]
    by_letters = {name: letters.fit(apart, name)[0] - letters.fit(apart, name)[1] for name in ("cp1250", "cp1252")}
    by_name = {name: letters.spoken(apart, name) for name in by_letters}
    for votes in (by_letters, by_name):
        if votes["cp1250"] != votes["cp1252"]:
            return max(votes, key=lambda name: votes[name])
    best = from_bytes(b"\n".join(apart), cp_isolation=["cp1250", "cp1252"]).best() if apart else None
    return best.encoding if best and best.encoding in by_letters else "cp1252"


def opened(data, codec):
    """A text stream over the bytes, line ends as they are."""
    return io.TextIOWrapper(io.BytesIO(data), codec, errors="strict", newline="")
