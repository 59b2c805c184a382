"""One document of two: which values differ, and what they make together. Pure; the act is `domain.merging`.

The one that stays keeps its UUID, address, stage and verification; rows are united, each once; the sensitivity is the
stricter of the two. A value that is not chosen does not vanish: a name becomes another name, a cited fact what its
source states instead.
"""

from dataclasses import dataclass

from initiatives.domain.documents import canonical
from initiatives.domain.recognising import CONSENT, row_key
from initiatives.domain.rewiring import BLANK, filled, repathed, rewired, without_doubles
from initiatives.domain.shapes import SHAPES
from initiatives.vocabulary import SENSITIVITIES

KEPT, GONE = "kept", "gone"
# What may be chosen, with what goes along with it.
SCALARS = {
    "initiative": {
        "kind": (), "status": ("status_date",), "start_date": (), "end_date": (), "parent": (), "website": (),
        "inclusion_criterion": (),
    },
    "organisation": {
        "name": ("language",), "type": (), "country": (), "founded": (), "parent": (), "website": (),
        "description": (),
    },
    "place": {
        "name": ("language",), "country": (), "precision": (), "latitude": ("longitude",), "naming_note": (),
    },
}  # fmt: skip
TEXTS = ("title", "summary", "mission", "description")
NAMED_FREELY = ("activities", "claims")  # their keys mean nothing outside their profile
LONGEST_STATEMENT, LONGEST_PATH = 300, 200
UNSAID = {*BLANK[:2], "unknown"}


@dataclass(frozen=True)
class Question:
    """A value that the two hold differently: `path` of it, and which is taken unless somebody says otherwise."""

    path: str
    kept: object
    gone: object
    default: str


def questions(subject, kept, gone):
    """[Question] of every single value, and every row that both have, in which the two documents differ."""
    kept, gone = _prepared(subject, kept, gone)
    found = [_question(name, kept, gone, names) for name, names in SCALARS[subject].items()]
    for name in SHAPES[subject].rows:
        found += _of_texts(kept, gone) if name == "texts" else _of_rows(name, kept, gone)
    return [question for question in found if question]


def united(subject, kept, gone, chosen):
    """The document of both. `chosen`: {path of a Question: "kept" or "gone"}; for the rest the default holds."""
    kept, gone = _prepared(subject, kept, gone)
    taken = {question.path: chosen.get(question.path, question.default) for question in questions(subject, kept, gone)}
    gone = _with_free_keys(kept, gone)
    document = dict(kept)
    for name, along in SCALARS[subject].items():
        if taken.get(name) == GONE:
            document |= {field: gone[field] for field in (name, *along)}
    for name in SHAPES[subject].root.links:
        document[name] = sorted({*kept[name], *gone[name]})
    document["note"] = _joined(kept["note"], gone["note"])
    if "sensitivity" in document:
        document["sensitivity"] = max(kept["sensitivity"], gone["sensitivity"], key=list(SENSITIVITIES.slugs).index)
    for name in SHAPES[subject].rows.keys() - {"citations"}:
        document[name] = _united_rows(name, kept[name], gone[name], taken)
    _name_again(subject, document, kept, gone)
    if "citations" in document:
        citations = _stated(subject, document, kept) + _stated(subject, document, gone)
        document["citations"] = without_doubles("citations", citations, first=kept["citations"])
    return canonical(subject, document)


# --- questions ---


def _prepared(subject, kept, gone):
    """Both documents as if they already were one profile: neither refers to the other."""
    model = SHAPES[subject].model
    old, new = {"key": gone["uuid"]}, {"key": kept["uuid"]}
    kept = rewired(subject, kept, model, old, new)
    gone = rewired(subject, gone, model, old, new)
    for document in (kept, gone):
        if document.get("parent") == kept["uuid"]:
            document["parent"] = None
    return kept, gone


def _question(name, kept, gone, along=(), path=""):
    if all(kept[field] == gone[field] for field in (name, *along)):
        return None
    default = GONE if kept[name] in UNSAID and gone[name] not in UNSAID else KEPT
    return Question(path or name, kept[name], gone[name], default)


def _of_texts(kept, gone):
    others = {row["language"]: row for row in gone["texts"]}
    for row in kept["texts"]:
        if other := others.get(row["language"]):
            yield from (_question(field, row, other, path=f"texts.{row['language']}.{field}") for field in TEXTS)


def _of_rows(name, kept, gone):
    """A question for each row that both have with other values; consent is not one, and gaps are filled."""
    if name in (*NAMED_FREELY, "citations"):
        return
    others = {row_key(name, row): row for row in gone[name]}
    for row in kept[name]:
        key = row_key(name, row)
        if key in others and _said(filled(row, others[key])) != _said(filled(others[key], row)):
            yield Question(row_path(name, key), row, others[key], KEPT)


def row_path(name, key):
    return ".".join((name, *map(str, key)))


def _said(row):
    return {field: value for field, value in row.items() if field not in CONSENT}


# --- answers ---


def _joined(note, other):
    return note if other in ("", note) else f"{note}\n\n{other}".strip()


def _united_rows(name, rows, others, taken):
    if name in NAMED_FREELY:
        return rows + [row for row in others if not _is_held(row, rows)]
    by_key = {row_key(name, row): row for row in rows}
    for row in others:
        key = row_key(name, row)
        mine = by_key.get(key)
        by_key[key] = row if mine is None else _both(name, key, mine, row, taken)
    return _one_original(list(by_key.values()), rows) if name == "texts" else list(by_key.values())


def _both(name, key, row, other, taken):
    if name == "texts":
        language = row["language"]
        return row | {field: other[field] for field in TEXTS if taken.get(f"texts.{language}.{field}") == GONE}
    if taken.get(row_path(name, key)) == GONE:
        mine = filled(row, other)
        return filled(other, row) | {field: mine[field] for field in CONSENT if field in row}
    return filled(row, other)


def _one_original(texts, first):
    """Texts of which only one is the original: that of the profile that stays, where it says which."""
    if any(row["is_original"] for row in first):
        return [row | {"is_original": row["is_original"] and row in first} for row in texts]
    return texts


def _is_held(row, rows):
    return any(_without_key(row) == _without_key(other) for other in rows)


def _without_key(row):
    return {field: value for field, value in row.items() if field != "key"}


def _with_free_keys(kept, gone):
    """`gone` with its activities and claims under keys that `kept` does not use for others, its citations too."""
    gone, paths = dict(gone), {}
    for name in NAMED_FREELY:
        rows, used = [], {row["key"] for row in (*kept.get(name, ()), *gone.get(name, ()))}
        for row in gone.get(name, ()):
            twin = next((other for other in kept[name] if _without_key(other) == _without_key(row)), None)
            taken = any(other["key"] == row["key"] for other in kept[name])
            key = twin["key"] if twin else _free(row["key"], used) if taken else row["key"]
            used.add(key)
            paths |= {f"{name}.{row['key']}": f"{name}.{key}"} if key != row["key"] else {}
            rows.append(row | {"key": key})
        if name in gone:
            gone[name] = rows
    if paths:
        gone["citations"] = repathed(gone["citations"], paths)
    return gone


def _free(key, used):
    numbers = (f"{key[:75]}-{number}" for number in range(2, len(used) + 3))
    return next(name for name in numbers if name not in used)


def _names(subject, document):
    """[(name, language)] of a profile: its name, or its titles."""
    if subject == "initiative":
        return [(row["title"], row["language"]) for row in document["texts"]]
    return [(document["name"], document["language"])]


def _name_again(subject, document, *sides):
    """Names that are no longer its name become other names of it."""
    held = {name for name, _language in _names(subject, document)}
    held |= {row["name"] for row in document["aliases"]}
    for name, language in dict.fromkeys(pair for side in sides for pair in _names(subject, side)):
        if name not in held:
            held.add(name)
            row = {"name": name, "language": language, "kind": "printed", "start": "", "end": ""}
            document["aliases"] = [*document["aliases"], row]


# --- what sources say ---


def _stated(subject, document, side):
    """The citations of one side. Of a fact whose value gave way they say what the source states instead."""
    return [_restated(subject, document, side, row) for row in side["citations"]]


def _restated(subject, document, side, row):
    field = row["field"]
    if row["states"] or field == "*":
        return row
    if field in ("title", "name"):
        return _of_other_name(subject, document, side, row)
    if field not in SCALARS[subject] or side[field] == document[field] or side[field] in UNSAID:
        return row
    return row | {"states": str(side[field])[:LONGEST_STATEMENT]} if _can_be_stated(subject, field) else row


def _can_be_stated(subject, field):
    """Not of our own words, nor of what stands in a document as a key."""
    return field != "description" and field not in SHAPES[subject].root.references


def _of_other_name(subject, document, side, row):
    """A citation of a name is one of the other name that it has become."""
    now, own = {name for name, _language in _names(subject, document)}, _names(subject, side)
    if not own or any(name in now for name, _language in own):
        return row
    path = f"aliases.{own[0][0]}"
    return row | ({"field": path} if len(path) <= LONGEST_PATH else {"states": own[0][0][:LONGEST_STATEMENT]})
