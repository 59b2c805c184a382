"""What a profile lacks before strangers may read it: what refuses its publication, and what is only said."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Initiative, Organisation
from initiatives.vocabulary import ALL_ROLES

KEY_FIELDS = ("status", "start_date", "end_date", "countries")  # facts that need a source where they are given
KEY_ROLE = "lead"

# What nothing is published without, {path: what is said of it}.
NEEDED = {
    "title": gettext_lazy("it has no title"),
    "countries": gettext_lazy("it has no country"),
    "citations": gettext_lazy("it has no source"),
}


@dataclass(frozen=True)
class Lack:
    """`words` go on after a colon; `path` names the fact or the part of the form; nothing that `is_needed` is missing
    where a profile is published. `wants_source`: the fact is there, its source is not."""

    words: str
    path: str
    is_needed: bool = False
    wants_source: bool = False


def needed(document):
    """The Lacks that refuse publication but for the inclusion criterion, which no table can bring along."""
    held = {
        "title": document["texts"],
        "countries": document["countries"] or document["places"],  # a region of the world
        "citations": document["citations"],
    }
    return [Lack(str(words), path, is_needed=True) for path, words in NEEDED.items() if not held[path]]


def lacks(document):
    """All Lacks of an initiative's document, those that refuse first."""
    found = needed(document)
    if not document["inclusion_criterion"]:
        found.append(Lack(_("it has no inclusion criterion"), "inclusion_criterion", is_needed=True))
    if not any(row["summary"].strip() for row in document["texts"]):
        found.append(Lack(_("it has no summary"), "summary"))
    if document["citations"]:
        found += [Lack(_("%(fact)s: no source") % {"fact": label}, path, wants_source=True)
                  for path, label in uncited(document)]  # fmt: skip
    return found


def uncited(document, names=None):
    """[(path, what it is called)] of the key facts of an initiative that no source stands behind.

    Key facts: title, status, dates, countries, who leads and who pays. `names`: {uuid: (slug, name)} of the
    organisations where they are read already.
    """
    cited = {row["field"] for row in document["citations"] if not row["states"]}
    return [] if "*" in cited else [(path, label) for path, label in key_facts(document, names) if path not in cited]


def key_facts(document, names=None):
    """(path, what it is called) of the key facts that are given."""
    if document["texts"]:
        yield "title", _("title")
    for name in KEY_FIELDS:
        if document[name] and (name, document[name]) != ("status", "unknown"):
            yield name, str(getattr(Initiative, name).field.verbose_name)
    links = [(f"partners.{KEY_ROLE}", KEY_ROLE, row) for row in document["partners"] if row["role"] == KEY_ROLE]
    links += [("funders", "funder", row) for row in document["funders"]]
    names = organisations([document]) if names is None and links else names
    for place, role, row in links:
        slug, name = names[row["organisation"]]
        yield f"{place}.{slug}", f"{ALL_ROLES.label(role)}, {name}"


def organisations(documents):
    """{uuid: (slug, name)} of who leads or pays in `documents`, in one query."""
    keys = {row["organisation"] for document in documents for row in (*document["partners"], *document["funders"])}
    rows = Organisation.objects.filter(uuid__in=keys).values_list("uuid", "slug", "name")
    return {str(key): (slug, name) for key, slug, name in rows}
