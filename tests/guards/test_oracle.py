"""Whatever a hidden value is, a stranger gets the same answers to the last byte: nothing can be found out by asking."""

import datetime as dt
import re

import pytest
from django.db import connection, transaction
from django.utils import timezone

from initiatives.models import Country
from tests.conftest import SLOW
from tests.domain import made
from tests.exports.books import texts
from tests.factories import activity, make_full, make_initiative, make_organisation, make_place, make_source
from tests.guards import addresses
from tests.guards.addresses import World
from tests.guards.planting import Garden
from tests.guards.world import SENSITIVE, Directory

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = (str(TODAY + dt.timedelta(days)) for days in (-1, 1))
OLD = {"consent_given": "2020-01-01", "consent_expires": YESTERDAY}


def ask(client, paths):
    """{address: (status, headers, body)}"""
    return {path: _answer(client.get(path)) for path in paths}


# What is made of the moment, or of chance: the address of a version, the time of a feed, the seal of a form.
OF_THE_MOMENT = re.compile(
    rb"(?<=<updated>)[^<]+|(?<=/versions/)[0-9a-f]{16}|"
    rb'(?<=name="csrfmiddlewaretoken" value=")[^"]+|(?<=name="stamp" value=")[^"]+'
)


def _answer(response):
    """A workbook is compared by what it says: it also holds the moment when it was made. An ETag repeats the body."""
    headers, body = dict(response.headers) | {"Expires": "", "ETag": ""}, b"".join(response)
    if not body.startswith(b"PK"):
        return response.status_code, headers, OF_THE_MOMENT.sub(b"", body)
    return response.status_code, headers | {"Content-Length": ""}, texts(body)


def answers(client, paths, make):
    """The answers of the directory that `make` makes; it is gone afterwards."""
    client.cookies.clear()
    with transaction.atomic():
        make()
        found = ask(client, paths)
        transaction.set_rollback(True)
    return found


def test_two_directories_that_differ_in_every_hidden_word_answer_alike(client):
    directory = Directory()
    directory.publish()
    gardens = [Garden(seed=2), Garden(seed=3)]

    def hide(garden):
        directory.hidden = garden
        directory.hide()

    for garden in gardens:  # first, to know what words to ask for
        with transaction.atomic():
            hide(garden)
            directory.ask_for(garden)
            transaction.set_rollback(True)
    paths = sorted(set(addresses.every(directory.world)))
    paths = paths if SLOW else paths[::5]
    first, second = (answers(client, paths, lambda garden=garden: hide(garden)) for garden in gardens)

    assert [path for path in paths if first[path] != second[path]] == []
    assert len(paths) > 100


# What no word can plant: codes, days, links. Each pair is two ways to make the profile "secret", hidden alike.

KEY = "00000000-0000-4000-8000-000000000001"
BODY = {"slug": "body", "name": "A body", "country": "KE"}


def secret(**values):
    """The profile "secret", with links to a body that no public page names."""

    def make():
        key = str(make_organisation(**BODY).uuid)
        linked = {
            name: [{"organisation": key} | row for row in values.pop(name, ())] for name in ("funders", "partners")
        }
        places = [str(make_place(name, precision="place").uuid) for name in values.pop("towns", ())]
        make_initiative("Secret", slug="secret", uuid=KEY, **(values | linked | {"places": places}))

    return make


def limited(**values):
    return secret(sensitivity="limited", **values)


def restricted(**values):
    return secret(sensitivity="restricted", **values)


def nothing():
    make_organisation(**BODY)


def a_law(is_there):
    def make():
        nothing()
        Country.objects.filter(pk="UA").update(funding_law=is_there)

    return make


def term(*slugs):
    return {"terms": [{"list": "beneficiary", "slug": slug} for slug in slugs]}


def lead(**consent):
    return {"partners": [{"role": "lead", "purpose": "x"} | consent]}


PAIRS = {
    "a draft and nothing": (secret(stage="draft"), nothing),
    "a draft and one in review": (secret(stage="draft"), secret(stage="in-review")),
    "archived and withdrawn": (secret(stage="archived"), secret(stage="withdrawn")),
    "withheld and nothing": (secret(sensitivity="withheld"), nothing),
    "withheld and a draft": (secret(sensitivity="withheld"), secret(stage="draft")),
    "what a withheld one says": (
        secret(sensitivity="withheld", status="ongoing", **lead()),
        secret(sensitivity="withheld"),
    ),
    "internal notes": (secret(note="One."), secret(note="Another.")),
    "sensitive people": (secret(**term(SENSITIVE)), secret()),
    "a law": (a_law(True), a_law(False)),
    "a link without consent": (limited(**lead()), limited()),
    "a link whose consent ended": (limited(**lead(**OLD)), limited()),
    "a link whose consent begins": (limited(**lead(consent_given=TOMORROW)), limited()),
    "the end of a consent": (
        limited(**lead(consent_given="2020-01-01", consent_expires=TOMORROW)),
        limited(**lead(consent_given="2021-01-01", consent_note="By letter.")),
    ),
    "what a consent does not cover": (
        limited(**lead(consent_given="2020-01-01", consent_scope="name", start="2017")),
        limited(**lead(consent_given="2020-01-01", consent_scope="name", purpose="y")),
    ),
    "money without consent": (limited(funders=[{"amount": "10", "currency": "EUR"}]), limited()),
    "a contact without consent": (secret(contacts=[{"kind": "phone", "value": "+380"}]), secret()),
    "a town": (limited(towns=["A town"]), limited(towns=["Another"])),
    "open and limited, where nothing is hidden": (secret(), limited()),
    "kind, status and dates": (
        restricted(kind="platform", status="ongoing", status_date="2026", start_date="2018"),
        restricted(kind="project"),
    ),
    "activities and terms": (restricted(activities=[activity()], **term("youth")), restricted()),
    "links of what shows its name only": (restricted(**lead(consent_given="2020-01-01")), restricted()),
}


ASKED = [
    "/initiatives.csv", "/initiatives.json", "/sitemap.xml", "/suggestions/?q=body", "/initiatives.json?lead=body",
    "/initiatives.json?q=body", "/organisations/?q=body", f"/initiatives.json?beneficiary={SENSITIVE}",
]  # fmt: skip


@pytest.fixture
def paths():
    """Addresses of a directory with one public profile; in the quick run without most filters."""
    for code in ("UA", "KE"):
        made.country(code)
    make_full("Open", number=9)
    make_source("A source")
    names = ["secret", "body", "town"]
    world = World(["secret", "missing"], ["body", "funder-9"], ["ua", "ke"], names, ["A body"], ["2017", "2018"])
    every = addresses.every(world)
    few = [path for path in every if "?" in path][::8]
    return every if SLOW else [*addresses.plain(world), *few, *ASKED]


@pytest.mark.both
@pytest.mark.parametrize("pair", PAIRS if SLOW else list(PAIRS)[connection.vendor == "sqlite" :: 2])
def test_a_hidden_value_changes_no_answer(client, paths, pair):
    first, second = (answers(client, paths, make) for make in PAIRS[pair])

    assert [path for path in paths if first[path] != second[path]] == []


def test_a_public_value_does_change_answers(client, paths):
    """Else finding no difference would mean nothing."""
    first, second = (answers(client, paths, make) for make in (secret(), nothing))
    changed = {path.partition("?")[0] for path in paths if first[path] != second[path]}
    assert {"/", "/initiatives/", "/initiatives/secret/", "/countries/ua/", "/sitemap.xml"} <= changed


def test_hidden_and_missing_answer_alike(client, paths):
    found = answers(client, ["/initiatives/secret/", "/initiatives/public/"], secret(stage="draft"))
    status, headers, body = found["/initiatives/secret/"]
    other = found["/initiatives/public/"]
    assert (status, headers | {"Content-Length": ""}) == (404, other[1] | {"Content-Length": ""})
    assert body.replace(b"secret", b"") == other[2].replace(b"public", b"")
