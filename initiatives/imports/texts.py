"""What an initiative is called and what it is: the row's language, and the language in which it names itself."""

from django.utils.translation import gettext as _

from initiatives.domain.columns import MULTILINE
from initiatives.imports import values
from initiatives.models import InitiativeText
from initiatives.vocabulary import language_name

DEFAULT = "en"
LAST_LATIN = "\u024f"
LIMITS = {"title": InitiativeText._meta.get_field("title").max_length} | dict.fromkeys(MULTILINE, values.LONGEST_TEXT)


def fill(draft):
    language = _language(draft)
    _main_text(draft, language)
    _original(draft, language)


def _language(draft):
    """The language of title, summary and description."""
    written = draft.written("language")
    if not written and draft.is_new and _is_foreign(draft.written("title")):
        draft.warn(
            "language",
            "",
            _("The row names no language: its texts are filed as English (en). Say it in a column “language”."),
        )
    if not written or written in _tags(draft):
        return written or DEFAULT
    return draft.parsed("language", written, values.language, default=DEFAULT)


def _is_foreign(title):
    """Whether most letters of a title are of another script than English."""
    if title.isascii():
        return False
    letters = [char for char in title if char.isalpha()]
    return sum(char > LAST_LATIN for char in letters) * 2 > len(letters)


def _tags(draft):
    return {row["language"] for row in draft.document["texts"]}


def _text(draft, language):
    """The row of this language in the document, made where there is none."""
    found = next((row for row in draft.document["texts"] if row["language"] == language), None)
    if found is None:
        found = {"language": language, "title": "", "is_original": False}
        draft.document["texts"].append(found)
    return found


def _main_text(draft, language):
    wanted = {column: _wanted(draft, column, language) for column in LIMITS}
    if not draft.is_new and all(value is None for value in wanted.values()):
        return
    text = _text(draft, language)
    for column, value in wanted.items():
        if value == "" and column == "title":
            draft.error(column, "", _("A profile can't be without a title."))
        elif value is not None:
            text[column] = draft.parsed(column, value, values.short, LIMITS[column])
    if not text["title"] and not draft.problems_in("title"):
        draft.error("title", "", _("The title is missing."))


def _wanted(draft, column, language):
    """As Draft.wanted; but an export in another language says nothing about this one."""
    exported = next(iter(draft.exported), None)  # editors and readers get the same languages
    same = exported is None or exported["language"] == language
    return draft.wanted(column) if same or column in draft.row.cleared else draft.written(column) or None


def _original(draft, language):
    """Which text is the original, and its title where that is not the row's own."""
    title, tag = draft.wanted("title_original"), draft.wanted("original_language")
    if title is None and tag is None:
        return
    if "" in (title, tag):
        _forget_original(draft)
    tag = draft.written("original_language") if tag is None else tag
    if tag and tag not in _tags(draft):
        tag = draft.parsed("original_language", tag, values.language)
    if title:
        title = draft.parsed("title_original", title, values.short, LIMITS["title"])
    if title and (not tag or tag == language):
        _other_name(draft, title, tag)
        if tag:
            _mark_original(draft, tag)
    elif tag:
        _set_original(draft, tag, title)


def _set_original(draft, tag, title):
    if title:
        _text(draft, tag)["title"] = title
    if tag in _tags(draft):
        _mark_original(draft, tag)
    else:
        message = _("There is no text in %(language)s: give the original title, or leave this cell blank.")
        draft.warn("original_language", tag, message % {"language": language_name(tag)})


def _mark_original(draft, tag):
    for row in draft.document["texts"]:
        row["is_original"] = row["language"] == tag


def _forget_original(draft):
    for row in draft.document["texts"]:
        row["is_original"] = False


def _other_name(draft, title, tag):
    """An original title without a language of its own is still a name by which people search."""
    names = {row["name"] for row in draft.document["aliases"]} | {row["title"] for row in draft.document["texts"]}
    if title not in names:
        draft.document["aliases"].append({"name": title, "language": tag, "kind": "translation"})
    message = _("The original title has no language other than the row's own: it is kept as another name.")
    draft.warn("title_original", title, message)
