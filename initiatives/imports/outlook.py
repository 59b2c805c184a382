"""What taking acts back does, profile by profile, seen before anything is written: acts of an import or an account.

outlook = Outlook(of_run(run), by=user)
outlook.counts  ->  {"deleted": 12, "restored": 3, "taken": 0, "left": 1}
outlook.left    ->  [Left("initiative", "6f1c…", "Bridge talks", "It was edited since.")]
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import Max, Min

from initiatives.batching import batches
from initiatives.domain import documents, references, scope
from initiatives.domain.titles import title_in
from initiatives.imports import claims, leaving
from initiatives.imports.hidden import still_hidden
from initiatives.models import Change

DELETE, RESTORE, LEAVE = "delete", "restore", "leave"
BATCH = 500
MADE_BY_EDITORS = ("draft", "in-review")


@dataclass(frozen=True)
class Item:
    """One profile of the run. `token`: of what it is now; `edited`: whether others changed it; `why`: of
    `imports.leaving`, where it is left; `other`: the (subject, key) that keeps it."""

    subject: str
    key: str
    title: str
    token: str
    verdict: str
    edited: bool = False
    why: str = ""
    other: tuple[str, str] | None = None

    @property
    def id(self):
        return self.subject, self.key


@dataclass(frozen=True)
class Acts:
    """What is to be taken back. `spans`: {(subject, key): (first, last)}, the keys of a profile's Changes;
    `mixed`: the profiles that others changed between these; `target`: the document that is to be left, given
    (subject, before, after, now), None for no profile."""

    spans: dict[tuple[str, str], tuple[int, int]]
    target: Callable[..., dict | None]
    mixed: frozenset[tuple[str, str]] = frozenset()


class Outlook:
    """`by`: whose countries and rights bound it, None for no bounds. `take_edited`: whether others' edits go too.

    `read`: how documents are read; `editing.lock` within a transaction that is to take the acts back.
    """

    def __init__(self, acts, *, by=None, take_edited=False, read=documents.read):
        self.acts, self.by, self.take_edited, self.read = acts, by, take_edited, read
        self.bound = scope.bound_to(by) if by else None
        self.may_publish = by is None or by.has_perm("initiatives.publish_initiative")
        self.items: dict[tuple[str, str], Item] = {}
        self.needs = defaultdict(set)  # {id: {(id that must go too, why it is left if that does not)}}
        for subject, keys in self._batches(acts.spans):
            self._judge(subject, keys)
        self._find_referrers()
        self._leave_what_is_needed()

    # --- each by itself ---

    def _batches(self, ids):
        grouped = defaultdict(list)
        for subject, key in ids:
            grouped[subject].append(key)
        for subject, keys in sorted(grouped.items()):
            for batch in batches(keys, BATCH):
                yield subject, batch

    def _versions(self, subject, keys):
        """[(key, before, after, now)]: the documents before and after the acts, and today's."""
        spans = [self.acts.spans[subject, key] for key in keys]
        changes = Change.objects.in_bulk({pk for span in spans for pk in span})
        now = self.read(subject, keys)
        for key, (first, last) in zip(keys, spans, strict=True):
            yield key, _as_now(subject, changes[first].before), _as_now(subject, changes[last].after), now.get(key)

    def _judge(self, subject, keys):
        restored = {}
        for key, *versions in self._versions(subject, keys):
            target = self.acts.target(subject, *versions)
            if versions[2] != target:
                self.items[subject, key] = item = self._item(subject, key, target, *versions)
                if item.verdict == RESTORE:
                    restored[key] = (target, versions[2])
        self._find_obstacles(subject, restored)

    def _item(self, subject, key, target, before, after, now):
        edited = now != after or (subject, key) in self.acts.mixed
        item = Item(subject, key, title_in(now or after or before), documents.token(now), LEAVE, edited=edited)
        if now is None:
            return replace(item, why=leaving.DELETED)
        if subject == "initiative" and (why := self._forbidden(now, target)):
            return replace(item, why=why, title="" if self._is_outside(now) else item.title)
        if item.edited and not self.take_edited:
            return replace(item, why=leaving.EDITED)
        return replace(item, verdict=DELETE if before is None else RESTORE)

    def _is_outside(self, document):
        return self.bound is not None and not self.bound & set(document["countries"])

    def _forbidden(self, now, target):
        """Why `by` may not take this initiative back; "" where they may."""
        old, new = now["countries"], target["countries"] if target else now["countries"]
        if self._is_outside(now) or (self.bound is not None and old != new and scope.outside(self.by, old, new)):
            return leaving.OUTSIDE
        moved = target["stage"] != now["stage"] if target else now["stage"] not in MADE_BY_EDITORS
        return leaving.PUBLIC if moved and not self.may_publish else ""

    def _find_obstacles(self, subject, restored):
        """Where a document can't come back: what it refers to is gone, what must be its own is another's now."""
        wanted = {
            key: references.of(subject, old) - references.of(subject, now) for key, (old, now) in restored.items()
        }
        gone = references.missing(set().union(*wanted.values()))
        holders = claims.holders(subject, restored)
        for key in restored:
            if wanted[key] & gone:
                self._leave((subject, key), leaving.GONE)
            self.needs[subject, key] |= {((subject, holder), leaving.TAKEN) for holder in holders.get(key, ())}

    # --- all together ---

    def _find_referrers(self):
        for subject, keys in self._batches(self._ids(DELETE)):
            for key, its_subject, its_key in references.to(subject, keys):
                self.needs[subject, key].add(((its_subject, its_key), leaving.REFERRED))

    def _leave_what_is_needed(self):
        """Leave what a profile that stays refers to or stands in the way of, and so on."""
        found = True
        while found:
            found = False
            for id in self._ids(DELETE, RESTORE):
                if kept := next((need for need in sorted(self.needs[id]) if not self._goes(need[0])), None):
                    self._leave(id, kept[1], kept[0])
                    found = True

    def _goes(self, id):
        return id in self.items and self.items[id].verdict != LEAVE

    def _leave(self, id, why, other=None):
        self.items[id] = replace(self.items[id], verdict=LEAVE, why=why, other=other)

    def _ids(self, *verdicts):
        return [id for id, item in self.items.items() if item.verdict in verdicts]

    # --- what it says ---

    @cached_property
    def counts(self):
        """{"deleted", "restored", "taken", "left"}; `taken`: how many of the first two had been edited since."""
        taken = [id for id in self._ids(DELETE, RESTORE) if self.items[id].edited]
        return {
            "deleted": len(self._ids(DELETE)),
            "restored": len(self._ids(RESTORE)),
            "taken": len(taken),
            "left": len(self._ids(LEAVE)),
        }

    @property
    def does_nothing(self):
        return not self._ids(DELETE, RESTORE)

    @cached_property
    def left(self):
        """[Left], the initiatives first."""
        items = [self.items[id] for id in self._ids(LEAVE)]
        return leaving.told(sorted(items, key=lambda item: (item.subject != "initiative", item.title)), self.by)

    @cached_property
    def token(self):
        """16 hex digits that change where anything of it changes."""
        rows = sorted(f"{item.subject} {item.key} {item.verdict} {item.token}" for item in self.items.values())
        return hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]

    # --- what is to be written ---

    def restored(self):
        """(subject, {key: document}, {key: token of what is there now}), in batches."""
        for subject, keys in self._batches(self._ids(RESTORE)):
            found = {key: self.acts.target(subject, *versions) for key, *versions in self._versions(subject, keys)}
            yield subject, found, {key: self.items[subject, key].token for key in keys}

    def free(self):
        """(subject, [keys]), in batches, of what can be deleted before anything is restored: nothing refers to it."""
        yield from self._batches([id for id in self._ids(DELETE) if not self.needs[id]])

    def rest(self):
        """(subject, [keys]), in batches, of what is to be deleted afterwards; what refers to others comes first."""
        waiting = {id for id in self._ids(DELETE) if self.needs[id]}
        while waiting:
            layer = [id for id in waiting if not any(other in waiting for other, _ in self.needs[id])]
            # In a circle nothing comes first: all of it goes at once.
            layer = sorted(layer or waiting)
            yield from self._batches(layer)
            waiting.difference_update(layer)


def _as_now(subject, document):
    """A document of the ledger, with the fields that profiles have got since."""
    return document and documents.canonical(subject, document)


def of_run(run):
    """The Acts of an import, without what an undo has taken back already."""
    done = set(Change.objects.filter(run__undoes=run).values_list("subject", "key"))
    found = spans(Change.objects.filter(run=run))
    return Acts({id: span for id, span in found.items() if id not in done}, _before_run)


def spans(changes):
    """{(subject, key): (first, last)}: the keys of these Changes of each profile, the earliest profile first."""
    rows = changes.order_by().values_list("subject", "key").annotate(first=Min("pk"), last=Max("pk")).order_by("first")
    return {(subject, key): (first, last) for subject, key, first, last in rows}


def _before_run(subject, before, after, now):
    if before is None or now is None or now == after:
        return before
    return still_hidden(before, after, now)
