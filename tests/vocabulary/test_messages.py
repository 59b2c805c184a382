"""Every sentence of the interface stands in every catalogue: `make messages` brings a new one in."""

import ast
import contextlib
import io
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).parents[2]
LOCALE = ROOT / "initiatives" / "locale"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


CALL = re.compile(r"\b(gettext|ngettext|pgettext|npgettext)\(")


def messages_of(path):
    """(context, text) of each marked message in a Python file or a template."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        for _, message, _, context in extract("python", io.BytesIO(source.encode()), KEYWORDS):
            yield context, message[0] if isinstance(message, tuple) else message
    else:
        calls = templatize(source)
        for call in CALL.finditer(calls):
            values = arguments(calls[call.end() :])
            yield tuple(values[:2]) if call[1].startswith(("p", "np")) else (None, values[0])


def arguments(text):
    """The quoted values at the beginning of `text`, up to the bracket that closes them; a count may follow."""
    for end in (place for place, char in enumerate(text) if char == ")"):
        with contextlib.suppress(SyntaxError, ValueError):
            return list(ast.literal_eval(f"({text[:end].removesuffix(' count').rstrip(',')},)"))
    raise ValueError(text[:80])


def wanted():
    files = [
        *(ROOT / "initiatives").rglob("*.py"),
        *(ROOT / "peacemap").rglob("*.py"),
        *(ROOT / "templates").rglob("*.*"),
    ]
    return {message for path in files for message in messages_of(path)}


def test_messages_are_found_in_code_and_templates():
    assert {(None, "Initiatives"), (None, "All initiatives"), ("status", "Ongoing")} <= wanted()


@pytest.mark.parametrize("language", ["uk", "sq", "ky", "ru", "sr"])
def test_no_message_is_missing_from_a_catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    known = {
        (message.context, message.id[0] if isinstance(message.id, tuple) else message.id)
        for message in catalogue
        if message.string and not message.fuzzy
    }
    assert sorted(wanted() - known, key=str) == []
