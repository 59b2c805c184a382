"""The facts of a profile that a citation can name, in words: for people who should not have to know paths."""

from django.utils.translation import gettext as _

from initiatives.domain import readiness
from initiatives.domain.shapes import SHAPES
from initiatives.models.text import KEYWORD, LISTS
from initiatives.vocabulary import ALL_ROLES, language_name

TEXTS = ("title", "summary", "mission", "description")
FACTS = {
    "initiative": (
        "kind", "status", "start_date", "end_date", "countries", "places", "participant_countries", "parent",
        "website", "inclusion_criterion", "verified_date",
    ),
    "organisation": ("name", "type", "founded", "country", "parent", "website", "description"),
    "country": (),
}  # fmt: skip


def groups(subject, document):
    """[(heading, [(path, label)])] of everything in `document` that can be cited; the whole profile first.

    `document`: None for a profile that is about to be made.
    """
    document = document or {}
    shape = SHAPES[subject]
    found = [("", [("*", _("the whole profile"))])]
    if "texts" in shape.rows:
        found.append((_("Texts"), list(_texts(shape, document))))
    facts = [(name, _name(shape.root, name)) for name in FACTS[subject]]
    found += [(_("Facts"), facts), (_("Lists"), _lists() if subject == "initiative" else [])]
    found += [(str(shape.rows[name].model._meta.verbose_name_plural), list(make(document.get(name, ()))))
              for name, make in ROWS.items() if name in shape.rows]  # fmt: skip
    return [(heading, options) for heading, options in found if options]


def labels(subject, document):
    """{path: label} of the same."""
    return {path: label for _heading, options in groups(subject, document) for path, label in options}


def _name(table, name):
    return str(table.model._meta.get_field(name).verbose_name)


def _texts(shape, document):
    yield from ((name, _name(shape.rows["texts"], name)) for name in TEXTS)
    for row in document.get("texts", ()):
        yield f"texts.{row['language']}", _("everything in %(language)s") % {"language": language_name(row["language"])}


def _lists():
    return [(f"terms.{name}", str(vocabulary.name)) for name, vocabulary in LISTS.items() if name != KEYWORD]


def _aliases(rows):
    return [(f"aliases.{row['name']}", row["name"]) for row in rows]


def _partners(rows):
    names = readiness.organisations([{"partners": rows, "funders": ()}]) if rows else {}
    for row in rows:
        slug, name = names[row["organisation"]]
        yield f"partners.{row['role']}.{slug}", f"{ALL_ROLES.label(row['role'])}: {name}"


def _funders(rows):
    names = readiness.organisations([{"partners": (), "funders": rows}]) if rows else {}
    paths = {}
    for row in rows:
        slug, name = names[row["organisation"]]
        paths[f"funders.{slug}"] = name  # one for all programmes
    return paths.items()


def _activities(rows):
    for row in rows:
        yield f"activities.{row['key']}", row["title"]
        yield f"activities.{row['key']}.start", _("%(activity)s: when") % {"activity": row["title"]}
        yield f"activities.{row['key']}.places", _("%(activity)s: where") % {"activity": row["title"]}


def _claims(rows):
    return [(f"claims.{row['key']}", row["text"]) for row in rows]


ROWS = {
    "partners": _partners,
    "funders": _funders,
    "activities": _activities,
    "claims": _claims,
    "aliases": _aliases,
}
