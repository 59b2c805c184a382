"""Coded terms and free keywords of an initiative; a theme that is a term of another list is filed there."""

from collections import defaultdict

from django.utils.text import slugify
from django.utils.translation import gettext as _

from initiatives.domain.cells import apart, joined, split
from initiatives.domain.columns import TERM_COLUMNS
from initiatives.imports import values
from initiatives.models import Term
from initiatives.models.text import KEYWORD, LISTS
from initiatives.search.folding import fold
from initiatives.vocabulary import ACTIVITY_TYPES, APPROACHES, BENEFICIARIES

LONGEST = Term._meta.get_field("slug").max_length


def fill(draft):
    """Rewrite the lists whose cells ask for it; what is filed elsewhere is added there."""
    found, filed = {}, defaultdict(list)
    for column, name in TERM_COLUMNS.items():
        wanted = draft.wanted(column)
        if wanted is not None:
            found[name] = [term for text in split(wanted) if (term := _term(draft, column, name, text, filed))]
    if not found:
        return
    kept = defaultdict(list)
    for row in draft.document["terms"]:
        kept[row["list"]].append(row["slug"])
    terms = {name: found.get(name, kept[name]) + filed[name] for name in (*LISTS, KEYWORD)}
    draft.document["terms"] = [
        {"list": name, "slug": slug} for name, slugs in terms.items() for slug in dict.fromkeys(slugs)
    ]


def _term(draft, column, name, text, filed):
    """The slug that `text` means in the list `name`; None where it is filed elsewhere or refused."""
    if name == KEYWORD:
        return draft.parsed(column, text, values.short, LONGEST)
    if entry := LISTS[name].find(text):
        return entry.slug
    if name == "beneficiary":
        return draft.code(column, text, BENEFICIARIES)  # a keyword is public: whom it serves may not be
    if name != "theme" or not _file_elsewhere(draft, text, filed):
        _file_as_keyword(draft, column, name, text, filed)
    return None


def _file_elsewhere(draft, text, filed):
    for name, vocabulary, words in (
        ("approach", APPROACHES, _("This is an approach, “%(term)s”, and is filed there.")),
        ("activity", ACTIVITY_TYPES, _("This is a type of activity, “%(term)s”, and is filed there.")),
        ("beneficiary", BENEFICIARIES, _("This says whom it serves, “%(term)s”, and is filed there.")),
    ):
        if entry := vocabulary.find(text):
            draft.warn("themes", text, words % {"term": entry.slug})
            if name == "activity":
                _add_activity(draft, entry.slug)
            else:
                filed[name].append(entry.slug)
            return True
    return False


def _add_activity(draft, slug):
    """An activity of this type, claimed by the source, unless the profile has one."""
    if all(row["type"] != slug for row in draft.document["activities"]):
        title = slug.replace("-", " ").capitalize()
        taken = {row["key"] for row in draft.document["activities"]}
        row = {"key": free_key(slug, taken), "type": slug, "title": title, "language": "en", "state": "claimed"}
        draft.document["activities"].append(row)


def _file_as_keyword(draft, column, name, text, filed):
    message = _("No list knows this word: it is kept as a keyword.")
    several = apart(text)
    if len(several) > 1 and any(map(LISTS[name].find, several)):
        message += " " + _("If these are several, divide them by semicolons: %(several)s.") % {
            "several": joined(several)
        }
    elif near := LISTS[name].nearest(text, 1):
        message += " " + _("The nearest term is “%(word)s”.") % {"word": near[0].slug}
    draft.warn(column, text, message)
    filed[KEYWORD].append(draft.parsed(column, text, values.short, LONGEST))


def free_key(title, taken):
    """A key for an activity, made of its title, that none of `taken` has."""
    base = slugify(fold(title))[:70].strip("-") or "activity"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
