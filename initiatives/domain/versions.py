"""What a profile said to the public before, read from the ledger without its editors.

An old version shows what was public then and may still be: the stricter of the two sensitivities counts; contacts,
funders and partners stand in it only while the profile shows them now. Hidden edits make no version.
"""

import datetime as dt
import hashlib
import itertools
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.domain import documents, history, profiles
from initiatives.domain.audience import LINKS, NARROW, consented, visible
from initiatives.domain.lookups import Lookups
from initiatives.domain.recognising import CONSENT, row_key
from initiatives.models import Change, Initiative, Place
from initiatives.models.change import ACTS
from initiatives.models.text import KEYWORD, LISTS
from initiatives.visibility import HIDES_ALL, HIDES_LINKS, NAME_ONLY, PUBLIC

MOST = 500  # acts that are looked at, the latest ones
TOLD = {"verified", "imported", "restored", "undone", "loaded"}  # acts that the public is told by name
STRICTNESS = ("open", *HIDES_LINKS, *NAME_ONLY, *HIDES_ALL)
FIELDS = ("act", "at", "after", "redacted_on")


@dataclass(frozen=True)
class Version:
    """A state that the public saw, from the moment `at` on. `differences`: to the one before; none of the first.

    `token` is its last part of an address, "" where words were removed from it, on the day `redacted_on`.
    """

    token: str
    at: dt.datetime
    act: str
    redacted_on: dt.date | None
    differences: tuple = ()


def token_of(key, at):
    """The public name of the version of the profile `key` made at the moment `at`: made of nothing hidden."""
    return hashlib.sha256(f"{key} {at.isoformat()}".encode()).hexdigest()[:16]


def current(key):
    """(token, moment) of the version that the public sees now, in one query mostly; None where the ledger does not
    know it. Says nothing about whether the profile is public."""
    found, last, now = None, None, None
    for change in _changes(key).iterator(chunk_size=5):
        now = now or change["after"]
        shown = now and _shown(_as_public(change, now), _precisions(now))
        if shown is None or (last is not None and shown != last):
            break
        found, last = change, shown
    return (token_of(key, found["at"]), found["at"]) if found and not found["redacted_on"] else None


def of(slug):
    """The Versions of the public profile under `slug`, newest first; none where only its name is public."""
    now = _now(slug)
    if now is None:
        return []
    distinct, _lookups = _distinct(now)
    return list(reversed(_told(now["uuid"], [(change, shown) for change, _, shown in distinct])))


def _distinct(now):
    """([(change, document, what the public may see of it)], Lookups of them all), oldest first: one for each state that
    the public could tell from the one before."""
    rows = list(reversed(_changes(now["uuid"])[:MOST]))
    adapted = [(change, _as_public(change, now)) for change in rows]
    lookups = Lookups(document for _, document in adapted if document)
    distinct, last = [], None
    for change, document in adapted:
        document = document and _existing(document, lookups)
        shown = _shown(document, _precisions_in(lookups))
        if shown is not None and shown != last:
            distinct.append((change, document, shown))
            last = shown
    return distinct, lookups


def get(slug, token):
    """(Profile of an old version, its moment, whether it is what the public sees now); None where the public never
    saw it, may not any more, or words were removed from it."""
    now = _now(slug)
    if now is None:
        return None
    distinct, lookups = _distinct(now)
    place = next((n for n, row in enumerate(distinct) if token_of(now["uuid"], row[0]["at"]) == token), None)
    if place is None or distinct[place][0]["redacted_on"]:
        return None
    change, document, shown = distinct[place]
    found = profiles.build({now["uuid"]: document}, PUBLIC, lookups=lookups)
    return (found[0], change["at"], shown == distinct[-1][2]) if found else None


def _changes(key):
    return Change.objects.filter(subject="initiative", key=str(key)).values(*FIELDS)


def _now(slug):
    """The document of the profile under `slug`, None where a stranger may not know of it, or of its name only."""
    key = Initiative.objects.published().filter(slug=slug).values_list("uuid", flat=True).first()
    document = documents.read_one("initiative", key) if key else None
    hides = not document or not document["texts"] or document["sensitivity"] in NAME_ONLY
    return None if hides else document


def _as_public(change, now):
    """The version that `change` made as the public may see it now, a whole document; None where it was not public."""
    old = change["after"]
    if old is None or old["stage"] != "published" or old["sensitivity"] in HIDES_ALL:
        return None
    document = documents.canonical("initiative", old)
    strict = max(old["sensitivity"], now["sensitivity"], key=STRICTNESS.index)
    document |= {"slug": now["slug"], "stage": "published", "sensitivity": strict, "parent": None}
    document["terms"] = [row for row in document["terms"] if row["list"] == KEYWORD or _is_known(row)]
    return _with_links_of_now(document, old, now, change["at"])


def _is_known(term):
    return term["slug"] in LISTS[term["list"]].slugs


def _with_links_of_now(document, old, now, at):
    """`document` with those contacts, funders and partners that the public saw then, and that the profile has now."""
    for name in LINKS:
        held = {row_key(name, row): row for row in now[name]}
        needs_consent = name == "contacts" or old["sensitivity"] in HIDES_LINKS
        kept = [
            row | _consent(row, held[row_key(name, row)])
            for row in document[name]
            if row_key(name, row) in held and not (at and needs_consent and not consented(row, at.date()))
        ]
        if len(kept) < len(document[name]):
            document["citations"] = [row for row in document["citations"] if not row["field"].startswith(name)]
        document[name] = kept
    return document


def _consent(old, now):
    """The consent of now to a row of then; what either of them covers only by name is shown by name."""
    held = {field: now[field] for field in CONSENT if field in now}
    return held | {field: NARROW for field in ("consent_scope",) if NARROW in (old.get(field), now.get(field))}


def _existing(document, lookups):
    """`document` without the places and sources that are gone by now."""
    activities = [
        row | {"places": [key for key in row["places"] if key in lookups.places]} for row in document["activities"]
    ]
    return document | {
        "places": [key for key in document["places"] if key in lookups.places],
        "activities": activities,
        "citations": [row for row in document["citations"] if row["source"] in lookups.sources],
    }


def _shown(document, precisions):
    if document is None:
        return None
    shown = visible("initiative", document, PUBLIC, on=timezone.localdate(), precisions=precisions)
    if shown is None:
        return None
    lists = {f"terms.{row['list']}" for row in shown["terms"]}
    cited = [row for row in shown["citations"] if not row["field"].startswith("terms.") or row["field"] in lists]
    return {name: value for name, value in shown.items() if name != "uuid"} | {"citations": cited}


def _precisions(document):
    """{place: precision}, asked for only where it decides what is shown."""
    if document["sensitivity"] not in HIDES_LINKS:
        return {}
    return {str(key): precision for key, precision in Place.objects.values_list("uuid", "precision")}


def _precisions_in(lookups):
    return {key: place.precision for key, place in lookups.places.items()}


def _told(key, distinct):
    """Versions of (change, what it showed), oldest first, each with its Differences to the one before."""
    pairs = [(before, after) for (_, before), (_, after) in itertools.pairwise(distinct)]
    differences = [(), *history.differences_of("initiative", pairs)] if distinct else []
    return [
        Version(
            "" if change["redacted_on"] else token_of(key, change["at"]),
            change["at"],
            str(_act(change["act"], is_first=place == 0)),
            change["redacted_on"],
            tuple(differences[place]),
        )
        for place, (change, _) in enumerate(distinct)
    ]


def _act(act, *, is_first):
    if is_first:
        return _("published")
    return dict(ACTS)[act if act in TOLD else "edited"]
