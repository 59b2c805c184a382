"""A small directory in two steps: what the public may see, then everything that it may not, each field a sentinel."""

import copy
import uuid

from django.utils import timezone

from initiatives.domain import documents, editing
from initiatives.domain.shapes import SHAPES
from initiatives.models import (
    Case,
    CaseWord,
    Change,
    ColumnMapping,
    ConfirmationLink,
    ImportRun,
    Initiative,
    LinkCheck,
    PlannedRow,
    Redaction,
    Source,
    User,
)
from initiatives.vocabulary import BENEFICIARIES
from tests.conftest import SLOW
from tests.domain import made
from tests.guards.addresses import World
from tests.guards.planting import Garden

CONSENT = {"consent_given": "2020-01-01", "consent_expires": None}
NO_CONSENT = {"consent_given": None, "consent_expires": None}
EXPIRED: dict = {}  # both days are sentinels, centuries ago
SENSITIVE = next(entry.slug for entry in BENEFICIARIES if entry.sensitive)
UNSEEN_STAGES = ("draft", "in-review", "archived", "withdrawn")
OPEN, LIMITED, RESTRICTED = "an-open-one", "a-limited-one", "a-restricted-one"
OFFICE = "an-office"
NAMES = ("Organisation.name", "Alias.name")
NOTED = (("organisation", OFFICE), ("place", "place region"), ("place", "place town"))


class Directory:
    """`shown` hands out the sentinels of the first step, `hidden` those of the second."""

    def __init__(self):
        self.shown, self.hidden = Garden(seed=1), Garden(seed=2)
        self.keys = {}
        self.world = World(countries=["ua", "xk", "ke"], initiatives=[OPEN, LIMITED, RESTRICTED])
        for code in ("UA", "XK", "KE"):
            made.country(code)

    def write(self, subject, name, document):
        key = self.keys.setdefault(name, str(uuid.uuid5(uuid.NAMESPACE_URL, name)))
        editing.write(subject, {key: document | {"uuid": key}}, by=None, act="edited")
        return key

    def change(self, subject, name, **values):
        key = self.keys.get(name, name)
        editing.write(subject, {key: documents.read_one(subject, key) | values}, by=None, act="edited")

    # One profile of each kind, full of sentinels.

    def root(self, garden, subject, label, **given):
        root = SHAPES[subject].root
        return garden.row(root.model, root.fields, label, uuid="", **given)

    def rows(self, garden, subject, name, label, *rows):
        """A row for each of `rows` ({field: value}), all its other fields sentinels."""
        table = SHAPES[subject].rows[name]
        return [garden.row(table.model, table.fields, label, **given) for given in rows]

    def source(self, garden, label, publisher):
        name = f"source {label}"
        return self.write("source", name, self.root(garden, "source", label, publisher=publisher))

    def place(self, garden, label, **given):
        document = self.root(garden, "place", label, country="UA", naming_note="", **given)
        document["aliases"] = self.rows(garden, "place", "aliases", label, {})
        return self.write("place", f"place {label}", document)

    def organisation(self, garden, label, slug, source, consent, **given):
        self.world.organisations.append(slug)
        parts = {"aliases": {}, "identifiers": {}, "contacts": consent}
        parts["citations"] = {"field": "founded", "source": source, "states": ""}
        rows = {name: self.rows(garden, "organisation", name, label, row) for name, row in parts.items()}
        return self.write("organisation", slug, self.root(garden, "organisation", label, slug=slug, **given) | rows)

    def initiative(self, garden, label, slug, **given):
        """The document of an initiative with rows of every kind but links, contacts and citations."""
        parts = {name: [{}] for name in ("aliases", "identifiers", "activities", "claims")}
        parts |= {"texts": [{"language": tag, "method": "editors"} for tag in ("en", "uk")]}
        parts |= {"terms": [{"list": "keyword"}]}
        rows = {name: self.rows(garden, "initiative", name, label, *row) for name, row in parts.items()}
        rows["terms"].append({"list": "theme", "slug": "dialogue"})
        own = {"slug": slug, "sensitivity": "open", "stage": "published"}
        own |= {name: value for name, value in given.items() if name in SHAPES["initiative"].root.fields}
        root = self.root(garden, "initiative", label, **own)
        return root | rows | {"countries": ["UA"]} | given

    def links(self, garden, label, consent, *organisations):
        """The rows that tie `organisations` and an office to an initiative."""
        linked = [{"organisation": key} | consent for key in organisations]
        rows = {"funders": linked, "partners": linked, "contacts": [consent]}
        return {name: self.rows(garden, "initiative", name, label, *row) for name, row in rows.items()}

    def citations(self, garden, label, source, *paths):
        """For each path a citation that agrees and one that states something else."""
        given = [{"source": source, "field": path} | more for path in paths for more in ({"states": ""}, {})]
        return self.rows(garden, "initiative", "citations", label, *given)

    # First step.

    def publish(self):
        """What the public may see: one open profile, and what a limited and a restricted one still show."""
        garden, agreed = self.shown, CONSENT | {"consent_note": ""}
        publisher = self.write("organisation", "publisher", {"slug": "publisher", "name": garden.word("publisher")})
        self.public_source = self.source(garden, "page", publisher)
        given = {"country": "UA", "note": ""}
        self.office = self.organisation(garden, "office", OFFICE, self.public_source, agreed, **given)
        self.region = self.place(garden, "region", precision="admin1", note="")
        self.town = self.place(garden, "town", precision="place", note="")
        self.base = {
            OPEN: self._public(OPEN, agreed, places=[self.region, self.town]),
            LIMITED: self._public(LIMITED, agreed, places=[self.region], sensitivity="limited"),
            RESTRICTED: self._only_a_name(),
        }
        for slug, document in self.base.items():
            self.write("initiative", slug, document)

    def _public(self, slug, consent, **given):
        garden = self.shown
        document = self.initiative(garden, slug, slug, note="", **given)
        document |= self.links(garden, slug, consent, self.office)
        self._add(document, terms=[{"list": "beneficiary", "slug": "youth"}] if slug == OPEN else [])
        paths = ("start_date", f"activities.{document['activities'][0]['key']}", "title", "*")
        cited = self.citations(garden, slug, self.public_source, *paths)
        return document | {"citations": [*cited, {"source": self.public_source, "field": "terms.beneficiary"}]}

    def _only_a_name(self):
        garden, label = self.shown, RESTRICTED
        names = {"texts": [{"language": "en", "title": garden.word(f"{label}: InitiativeText.title")}]}
        names |= {"aliases": [{"name": garden.word(f"{label}: Alias.name"), "kind": "printed"}]}
        root = {"slug": label, "kind": "project", "stage": "published", "sensitivity": "restricted"}
        return root | names | {"countries": ["UA"]}

    # Second step.

    def hide(self):
        """Everything that the public may not see, of every kind of profile and row."""
        for slug in (OPEN, LIMITED, RESTRICTED):
            self.write("initiative", slug, self._with_secrets(slug))
        for stage in UNSEEN_STAGES:
            self._unseen(f"a-{stage}-one", stage=stage)
        self._unseen("a-withheld-one", sensitivity="withheld")
        for subject, name in NOTED:
            self.change(subject, name, note=self.hidden.word(f"{name}: {SHAPES[subject].model.__name__}.note"))
        self._hide_office_contacts()
        self.change(
            "country", "UA", funding_law=True, funding_law_note=self.hidden.word("UA: Country.funding_law_note")
        )
        self._record()

    def _surroundings(self, label):
        """Keys of a source, a place, an organisation and the source's publisher, named by hidden rows only."""
        garden, slug = self.hidden, f"publisher-{label}"
        name = {"slug": slug, "name": garden.word(f"{slug}: Organisation.name")}
        publisher = self.write("organisation", slug, name)
        self.world.organisations.append(slug)
        source = self.source(garden, label, publisher)
        given = {"country": "KE", "parent": self.office}
        office = self.organisation(garden, label, f"office-{label}", source, CONSENT, **given)
        return source, self.place(garden, label, precision="place"), office, publisher

    def _with_secrets(self, slug):
        """The base document of a public profile with all that must stay hidden in it."""
        source, place, office, other = self._surroundings(f"in-{slug}")
        document = copy.deepcopy(self.base[slug])
        document["note"] = self.hidden.word(f"{slug}: Initiative.note")
        self._add(document, terms=[{"list": "beneficiary", "slug": SENSITIVE}])
        self._add(document, citations=self._beside(slug, document))
        paths = [] if slug == OPEN else ["terms.beneficiary"]
        for label, consent, key in (("expired", EXPIRED, office), ("no consent", NO_CONSENT, other)):
            links = self.links(self.hidden, f"{slug}, {label}", consent, key)
            self._add(document, **(links if slug != OPEN else {"contacts": links["contacts"]}))
        if slug != OPEN:
            role = document["partners"][-1]["role"]
            paths += [f"funders.office-in-{slug}", f"partners.{role}.office-in-{slug}", "places"]
            self._add(document, places=[place])
        if slug == LIMITED:
            document["parent"] = self.keys[RESTRICTED]
            document["activities"][0]["places"] = [place]
            paths.append(f"activities.{document['activities'][0]['key']}.places")
        if slug == RESTRICTED:
            document = self._everything(document, place)
            paths += ["start_date", "title", "*"]
        self._add(document, citations=self.citations(self.hidden, slug, source, *paths))
        return document

    def _beside(self, slug, document):
        """A citation of all beneficiaries, of whom some are hidden, with words."""
        given = {"source": self.public_source, "field": "terms.beneficiary", "states": "x"}
        return self.rows(self.hidden, "initiative", "citations", slug, given) if slug == OPEN else []

    def _add(self, document, **rows):
        for name, more in rows.items():
            document[name] = [*document.get(name, ()), *more]

    def _everything(self, document, place):
        """The document of the restricted profile with all that only a name would not say."""
        full = self.initiative(self.hidden, RESTRICTED, RESTRICTED, places=[place], parent=self.keys[OPEN])
        full["texts"] = [full["texts"][0] | document["texts"][0]]
        full["activities"][0]["places"] = [place]
        self._add(full, terms=document["terms"])
        kept = {name: document[name] for name in ("aliases", "stage", "sensitivity", "note")}
        return document | full | kept

    def _unseen(self, slug, **given):
        """A profile that was public for a moment and is not any more, full of sentinels, tied to public ones."""
        source, place, office, other = self._surroundings(f"of-{slug}")
        garden = self.hidden
        document = self.initiative(garden, slug, slug, parent=self.keys[OPEN], places=[place, self.region])
        document |= self.links(garden, slug, CONSENT, office, other, self.office)
        document |= {"countries": ["UA", "KE"], "participant_countries": ["KE"]}
        document["citations"] = self.citations(garden, slug, source, "start_date", "*")
        self._add(document, citations=self.citations(garden, slug, self.public_source, "title"))
        self.world.initiatives.append(slug)
        self.write("initiative", slug, document)
        self.change("initiative", slug, **given)

    def _hide_office_contacts(self):
        known = documents.read_one("organisation", self.office)["contacts"]
        secret = self.rows(self.hidden, "organisation", "contacts", OFFICE, EXPIRED, NO_CONSENT)
        self.change("organisation", OFFICE, contacts=[*known, *secret])

    def _record(self):
        """People, imports, the ledger, and what strangers wrote."""
        now = timezone.now()
        given = {
            PlannedRow: lambda: {"run": ImportRun.objects.get()},
            CaseWord: lambda: {"case": Case.objects.get()},
            LinkCheck: lambda: {
                "source": Source.objects.get(uuid=self.public_source), "checked_at": now, "status": 404, "failures": 3
            },
            ConfirmationLink: lambda: {
                "initiative": Initiative.objects.get(slug=OPEN), "made_at": now, "expires_at": now, "answered_at": now
            },
        }  # fmt: skip
        records = (User, ImportRun, Change, PlannedRow, ColumnMapping, Case, CaseWord, Redaction, LinkCheck)
        for model in (*records, ConfirmationLink):
            fields = {field.name: field for field in model._meta.concrete_fields}
            more = given[model]() if model in given else {}
            model.objects.create(**self.hidden.row(model, fields, "a record", **more))

    def ask_for(self, garden):
        """Let the addresses name what `garden` handed out: all of it in the slow run, else every sixteenth word."""
        step = 1 if SLOW else 16
        words, names = garden.words(), [one.text for one in garden.sentinels if one.label.endswith(NAMES)]
        self.world.words += words[::step] + [word[:-1] for word in words[:: step * 10]]  # as some mistype them
        self.world.years += garden.years()[::step]
        self.world.names += names[::step]
