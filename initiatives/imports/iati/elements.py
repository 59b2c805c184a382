"""One activity as a small tree, and the texts in it by language."""

import re
from dataclasses import dataclass, field

from initiatives.domain.cells import clean
from initiatives.vocabulary import LANGUAGES, is_language_tag

# Bytes of cp1252 that were numbered as characters: &#x92; stands for an apostrophe, not for a control character.
_MISNUMBERED = {
    number: char for number in range(0x80, 0xA0) if (char := bytes([number]).decode("cp1252", errors="ignore"))
}
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass
class Element:
    """`parts`: its own text in pieces, without that of its children; `line`: of the file, where it begins.

    `spread`: of an activity, what its transactions say of countries, regions and sectors.
    """

    name: str
    attributes: dict
    line: int
    children: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    spread: dict = field(default_factory=dict)

    def all(self, name):
        return [child for child in self.children if child.name == name]

    def get(self, *names):
        """The first attribute of these names that says something, "" where none does."""
        return next((value for name in names if (value := line_of(self.attributes.get(name, "")))), "")

    @property
    def text(self):
        return line_of("".join(self.parts))

    @property
    def paragraphs(self):
        """Its own text with blank lines between paragraphs; other line breaks are the file's, not the text's."""
        text = clean("".join(self.parts).translate(_MISNUMBERED), multiline=True)
        return "\n\n".join(filter(None, map(line_of, _PARAGRAPH.split(text))))


def line_of(text):
    """`text` cleaned, on one line, with single spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(clean(text.translate(_MISNUMBERED)).split())


def language_of(element, default):
    """A language tag: the element's own if it is one, else `default`."""
    written = element.get("xml:lang")
    entry = LANGUAGES.find(written) if written else None
    if entry:
        return entry.slug
    return written if written and is_language_tag(written) else default


def texts_of(elements, default):
    """{language: Element that holds the text}, in the order of the file: narratives (2.0x) or the elements (1.0x)."""
    found = {}
    for element in elements:
        language = language_of(element, default)
        for narrative in element.all("narrative") or [element]:
            if narrative.text:
                found.setdefault(language_of(narrative, language), narrative)
    return found


def name_of(element, default="en"):
    """Its text in English, else in the first language."""
    found = texts_of([element], default)
    return (found.get("en") or next(iter(found.values()))).text if found else ""
