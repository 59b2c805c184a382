"""What is hidden stands nowhere: not on a page, in a file, in a count, in a search (safety.md, "Visibility")."""

import re

import pytest
from django.db import connection, transaction

from initiatives import urls
from initiatives.filters import InitiativeFilterSet
from initiatives.visibility import CLASSES, CONSENTED, EDITORS
from tests.conftest import SLOW
from tests.exports.books import texts
from tests.guards import addresses
from tests.guards.world import LIMITED, OPEN, RESTRICTED, Directory

pytestmark = pytest.mark.django_db

# Fields of people's eyes that can't hold a word or day of their own: codes, yes and no, links, moments.
# That pages do not move when they change is what shows them hidden.
WITHOUT_WORDS = {
    "Case.by",
    "Case.closed_at",
    "Case.country",
    "Case.created_at",
    "Case.field",
    "Case.hidings",
    "Case.kind",
    "Case.language",
    "Case.outcome",
    "Case.state",
    "CaseWord.at",
    "Initiative.stage",
    "Initiative.sensitivity",
    "Funder.consent_scope",
    "Funder.currency",
    "Funder.organisation",
    "Partner.consent_scope",
    "Partner.organisation",
    "Partner.role",
    "Contact.kind",
    "Country.funding_law",
    "User.countries",
    "User.groups",
    "User.is_active",
    "User.is_staff",
    "User.date_joined",
    "User.last_login",
    "Change.act",
    "Change.at",
    "Change.by",
    "Change.run",
    "Redaction.at",
    "Redaction.by",
    "Redaction.reason",
    "Change.merge",
    "Merge.by",
    "Merge.at",
    "Merge.undone_by",
    "Merge.undone_at",
    "Distinct.by",
    "Distinct.at",
    "Likeness.reasons",
    "Likeness.rank",
    "Likeness.found_at",
    "ColumnMapping.at",
    "ColumnMapping.by",
    "ConfirmationLink.answer",
    "ConfirmationLink.answered_at",
    "ConfirmationLink.by",
    "ConfirmationLink.expires_at",
    "ConfirmationLink.initiative",
    "ConfirmationLink.made_at",
    "ConfirmationLink.case",
    "LinkCheck.checked_at",
    "LinkCheck.source",
    "ImportRun.encoding_guessed",
    "ImportRun.header",
    "ImportRun.state",
    "ImportRun.undoes",
    "ImportRun.valid_only",
    "ImportRun.publish",
    "ImportRun.by",
    "ImportRun.created_at",
    "ImportRun.applied_at",
    "ImportRun.confirmed_by",
    "PlannedRow.outcome",
    "PlannedRow.has_remarks",
}
# Public, but on no page and in no search: keys and numbers, which the text beside them says, and days of names.
NOWHERE = {
    "Alias.start",
    "Alias.end",
    "Claim.key",
    "Claim.number",
    "Claim.unit",
    "Place.latitude",
    "Place.longitude",
    "Source.checksum",
}


@pytest.fixture
def directory():
    directory = Directory()
    directory.publish()
    return directory


def ask(client, paths):
    """{address: (status, body)}"""
    return {path: answer(client.get(path)) for path in paths}


def answer(response):
    body = b"".join(response)
    return response.status_code, texts(body) if body.startswith(b"PK") else addresses.steady(body.decode())


def test_every_address_of_the_site_map_is_asked():
    patterns = [pattern.name for pattern in (*urls.unprefixed, *urls.urlpatterns)]

    assert sorted(patterns) == sorted(addresses.VISITS)


def test_every_filter_of_the_list_is_asked():
    assert sorted(addresses.values_of(addresses.World())) == sorted(InitiativeFilterSet.base_filters)


def test_every_hidden_field_is_planted(directory):
    directory.hide()

    planted = {name_of(one) for one in directory.hidden.sentinels}
    wanted = {f"{model}.{name}" for model, fields in CLASSES.items() for name in fields if is_hidden(model, name)}
    assert wanted - planted == WITHOUT_WORDS


def is_hidden(model, name):
    return CLASSES[model][name] in (EDITORS, CONSENTED)


@pytest.mark.both
def test_nothing_hidden_is_shown_and_nothing_public_moves(client, directory):
    with transaction.atomic():
        directory.hide()
        directory.ask_for(directory.hidden)
        paths = share(addresses.every(directory.world))
        after = ask(client, paths)
        transaction.set_rollback(True)
    before = ask(client, paths)

    pages = [(path, body) for path, (_, body) in after.items() if "?" not in path]  # others repeat what was asked
    told = {(path, one.label) for path, body in pages for one in directory.hidden.sentinels if one.is_in(body)}
    assert sorted(told) == []
    assert [path for path in paths if after[path] != before[path]] == []
    assert len(paths) > (400 if SLOW else 250)
    known = {OPEN, LIMITED, RESTRICTED}
    details = {slug: after[f"/initiatives/{slug}/"][0] for slug in directory.world.initiatives}
    assert details == {slug: 200 if slug in known else 404 for slug in directory.world.initiatives}


def share(paths):
    """All; in the quick run each profile, and of all else every other one, the rest on the other database."""
    if SLOW:
        return paths
    profiles = [path for path in paths if re.fullmatch(r"/initiatives/[^/?]+/", path)]
    others = [path for path in paths if path not in set(profiles)]
    return profiles + others[connection.vendor == "sqlite" :: 2]


def test_what_is_public_is_found(client, directory):
    """The same search finds what it should: else finding nothing would mean nothing."""
    pages = "\n".join(body for _, body in ask(client, addresses.every(directory.world)).values())

    unseen = [one for one in directory.shown.sentinels if not one.is_in(pages) and not is_found(client, one.text)]
    seen = {name_of(one) for one in directory.shown.sentinels if one not in unseen}
    assert {name_of(one) for one in unseen} - seen == NOWHERE


def is_found(client, word):
    return client.get("/initiatives.json", {"q": word}).json()["count"] > 0


def name_of(sentinel):
    """The field, such as Place.name, that `sentinel` was planted in."""
    return sentinel.label.rpartition(": ")[2]
