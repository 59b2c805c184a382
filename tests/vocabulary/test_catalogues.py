"""The message catalogues: every label in every language, nothing empty or fuzzy, compiled as written, in order."""

from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.utils.translation import override

from initiatives import vocabulary
from initiatives.vocabulary import LABEL_LANGUAGES, PRE_2022_NOTICE, Vocabulary

LOCALE = Path(vocabulary.__file__).parent.parent / "locale"
TRANSLATED = [language for language in LABEL_LANGUAGES if language != "en"]
CYRILLIC = ["uk", "ky", "ru", "sr"]
VOCABULARIES = [value for value in vars(vocabulary).values() if isinstance(value, Vocabulary)]
LABELS = [PRE_2022_NOTICE, *(entry.label for each in VOCABULARIES for entry in each)]


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def english(label):
    with override("en"):
        return str(label)


@pytest.fixture(params=TRANSLATED)
def language(request):
    return request.param


def test_every_label_is_in_the_catalogue(language):
    known = {message.id for message in catalogue(language)}

    assert [english(label) for label in LABELS if english(label) not in known] == []


def test_nothing_is_empty_or_fuzzy(language):
    messages = [message for message in catalogue(language) if message.id]

    assert [message.id for message in messages if message.fuzzy or not all(_strings(message))] == []


def test_placeholders_and_plurals_are_right(language):
    assert [(message.id, errors) for message, errors in catalogue(language).check() if errors] == []


def test_cyrillic_labels_hold_no_latin_words():
    for language in CYRILLIC:
        with override(language):
            latin = [str(label) for label in LABELS if any("a" <= letter <= "z" for letter in str(label))]
        assert latin == []


def test_the_compiled_catalogue_is_the_written_one(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = _contents(read_mo(file))

    assert compiled == _contents(catalogue(language)), "compile it again: make messages"


def test_messages_are_sorted_and_name_no_person(language):
    text = (LOCALE / language / "LC_MESSAGES" / "django.po").read_text(encoding="utf-8")
    ids = [message.id for message in catalogue(language) if isinstance(message.id, str) and message.id]

    assert ids == sorted(ids)
    assert "Last-Translator" not in text


def _strings(message):
    return message.string if isinstance(message.string, (list, tuple)) else [message.string]


def _contents(messages):
    return {(_context(message), *_plural(message.id)): _plural(message.string) for message in messages if message.id}


def _plural(text):
    """Babel reads several forms as a list from a compiled catalogue, as a tuple from a written one."""
    return tuple(text) if isinstance(text, list | tuple) else (text,)


def _context(message):
    """Babel reads a context from a compiled catalogue as bytes."""
    return message.context.decode() if isinstance(message.context, bytes) else message.context
