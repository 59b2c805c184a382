"""One of each thing that an address may name, and somebody of each role, for the matrix of roles."""

from dataclasses import dataclass, field
from uuid import uuid4

from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import URLResolver, get_resolver

from initiatives.domain import documents, editing, merging, versions, voice
from initiatives.domain.shapes import subject_of
from initiatives.imports import apply
from initiatives.models import Change, Country, Organisation, Place, Redaction, Source
from tests.admin.builders import cite, make_initiative, make_user
from tests.domain import made
from tests.imports.files import file_of

ROLES = {
    "stranger": None,
    "bare": {},  # an account without any right
    "reader": {"group": "Readers", "codes": ["UA"]},
    "contributor": {"group": "Contributors", "codes": ["UA"]},
    "editor": {"group": "Editors", "codes": ["UA"]},
    "reviewer": {"group": "Reviewers"},
    "administrator": {"group": "Administrators"},
    "top": {"is_superuser": True},
}
MISSING = 987654


def make_people():
    return {role: make_user(role, **more) for role, more in ROLES.items() if more is not None}


@dataclass
class World:
    people: dict = field(default_factory=dict)
    keys: dict = field(default_factory=dict)  # {kind of thing: {what it is to these people: primary key}}
    named: dict = field(default_factory=dict)  # {name of an address: {thing: what names it there, one or several}}

    def things(self, name):
        """What can be asked for at the address of this name, or of this kind: {thing: what names it}."""
        if name.endswith("_restore"):
            return {thing: (key, self.version_of(name, key)) for thing, key in self.things(name[:-8]).items()}
        kind = KINDS.get(name) or name.removeprefix("admin:").removeprefix("initiatives_").removeprefix("auth_")
        return self.named.get(name) or self.keys[kind.split("_")[0]]

    def version_of(self, name, key):
        """The token of what a profile is now."""
        model = apps.get_model("initiatives", name.split("_")[-2])
        row = model.objects.filter(pk=key).first()
        return documents.token(documents.read_one(*subject_of(row))) if row else "0" * 16


KINDS = dict.fromkeys(("admin:user_link", "admin:reset_second_step", "admin:switch_off", "admin:take_back"), "user")


def make_world():
    world = World(make_people())
    contributor, editor = world.people["contributor"], world.people["editor"]
    profiles = {
        "own": begun_by(contributor, "own", stage="draft"),
        "reviewed": begun_by(contributor, "reviewed", stage="in-review"),
        "others": begun_by(editor, "others", stage="draft"),
        "published": begun_by(editor, "published", stage="published"),
        "elsewhere": begun_by(editor, "elsewhere", codes=["XK"], stage="published"),
        "withheld": begun_by(editor, "withheld", stage="published", sensitivity="withheld"),
    }
    house = Organisation.objects.create(name="House", slug="house")
    profiles["published"].partners.create(organisation=house, role="lead")
    place = Place.objects.create(name="Town")
    there = {"organisation": house, "place": place, "source": Source.objects.first(), "group": Group.objects.first()}
    for row in (profiles["published"], house, place, there["source"], *Country.objects.all()):
        record(row, editor)
    kept, gone = (made.organisation(f"Peace House {number}") for number in "12")
    seen = {key: documents.token(documents.read_one("organisation", key)) for key in (kept, gone)}
    merge = merging.merge("organisation", kept, gone, by=world.people["top"], seen=seen)
    case, token = voice.receive("correction", about=("initiative", profiles["published"].uuid), text="It has moved.")
    removal = Redaction.objects.create(reason="asked", key_check="")
    there |= {"redaction": removal, "case": case}
    world.keys = {kind: {"there": row.pk, "missing": MISSING} for kind, row in there.items()}
    world.keys |= {
        "initiative": {name: row.pk for name, row in profiles.items()} | {"missing": MISSING},
        "country": {"own": "UA", "elsewhere": "XK", "missing": "ZZ"},
        "change": {"there": Change.objects.first().pk, "missing": MISSING},
        "importrun": {"editor's": previewed(editor).pk, "missing": MISSING},
        "user": {"below": make_user("below", group="Editors").pk, "above": world.people["top"].pk, "missing": MISSING},
    }
    world.named = {
        "admin:duplicates": {name: name for name in ("initiative", "organisation", "place", "missing")},
        "admin:merge": {
            "within": ("initiative", profiles["published"].uuid, profiles["others"].uuid),
            "across": ("initiative", profiles["published"].uuid, profiles["elsewhere"].uuid),
            "missing": ("initiative", uuid4(), uuid4()),
        },
        "admin:merge_undo": {"there": merge.pk, "missing": MISSING},
        "download_one": {name: (row.slug, "csv") for name, row in profiles.items()} | {"missing": ("missing", "csv")},
        "initiatives:write": {"correction": "correction", "missing": "missing"},
        "initiatives:case": {"there": token, "missing": "missing"},
        "initiatives:changes": {name: row.slug for name, row in profiles.items()} | {"missing": "missing"},
        "initiatives:version": {name: (row.slug, version(row)) for name, row in profiles.items()}
        | {"missing": ("missing", "0" * 16)},
        "initiatives:initiative": {name: row.slug for name, row in profiles.items()} | {"missing": "missing"},
        "initiatives:organisation": {"there": "house", "missing": "missing"},
        "initiatives:country": {"there": "ua", "missing": "zz"},
    }
    return world


def version(profile):
    """The public token of the version that a profile is in now."""
    return (versions.current(str(profile.uuid)) or ("0" * 16,))[0]


def begun_by(user, slug, codes=("UA",), **more):
    """A profile whose first act in the ledger is `user`'s."""
    profile = make_initiative(slug, f"Title of {slug}", codes, **more)
    cite(profile)
    record(profile, user)
    return profile


def record(row, user):
    """Let the ledger know the row as it is now, as `user`'s."""
    editing.finish(editing.Edit(*subject_of(row), None), by=user)


def previewed(user):
    return apply.preview(file_of({"title": "Bridge"}), file_name="rows.csv", by=user)


def names_of_addresses(found=None, space=""):
    """The name of every address of the site, "?" for those without one."""
    for pattern in get_resolver().url_patterns if found is None else found:
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from names_of_addresses(pattern.url_patterns, inner)
        else:
            yield space + (pattern.name or "?")
