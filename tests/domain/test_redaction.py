"""Erase this person: a planted name, after everything that makes copies of it, is found nowhere any more."""

import io
import json
import logging
import tempfile

import pytest
from django.core.management import call_command

from initiatives.domain import backup, documents, merging, redaction, spellings
from initiatives.domain.facets import Criteria, select
from initiatives.models import Change, Merge, Redaction, Redirect, Word
from tests.domain.erasing import NAME, SURNAME, hits, live_with, plant, traces


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Spoke with Verbena Kvitoslavska, chair.", "Spoke with [removed], chair."),
        ("ВЕРБЕНА КВІТОСЛАВСЬКА", "[removed]"),
        ("Квітославська Вербена", "[removed]"),
        ("Вербе́на  Квітосла́вська!", "[removed]!"),
        ("mailto verbena.kvitoslavska@example.org", "mailto [removed]@example.org"),
        ("verbena_kvitoslavska.csv", "[removed].csv"),
        ("VerbenaKvitoslavska", "[removed]"),
        ("Verbena Petrenko", "Verbena Petrenko"),
        ("Verbena and Kvitoslavska", "Verbena and Kvitoslavska"),
        ("", ""),
    ],
)
def test_words_are_found_in_every_spelling(text, left):
    forms = spellings.forms_of([NAME])
    digests = [(len(form), spellings.digest(form)) for form in forms]

    assert spellings.Sought(forms).removed(text) == left
    assert spellings.Sought(digests=digests).removed(text) == left


@pytest.mark.parametrize("text", ["ab", "…", "і я"])
def test_short_words_are_refused(text):
    with pytest.raises(ValueError, match=text):
        spellings.forms_of(["long enough", text])


@pytest.fixture
def folder(settings, tmp_path, monkeypatch):
    """The site's own folders, and one in the place of the system's for passing files."""
    settings.UPLOADS_DIR, settings.PRIVATE_DIR = tmp_path / "var" / "uploads", tmp_path / "var" / "private"
    settings.FILE_UPLOAD_TEMP_DIR, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = settings.UPLOADS_DIR, 500
    settings.CASE_FASTEST = 0
    for path in (settings.UPLOADS_DIR, settings.PRIVATE_DIR, tmp_path / "passing"):
        path.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "passing"))
    return tmp_path / "var"


@pytest.fixture
def log(monkeypatch):
    """What the site writes into its log, as its operator keeps it."""
    (handler,) = [found for found in logging.getLogger().handlers if found.get_name() == "console"]
    monkeypatch.setattr(handler, "stream", file := io.StringIO())
    monkeypatch.setattr(logging.getLogger(), "level", logging.DEBUG)
    return file


@pytest.mark.django_db(transaction=True)
def test_erase_this_person(folder, tmp_path, log, client):
    initiative, house, source = plant()
    old = live_with(initiative, house, tmp_path)
    assert {word for _, word in hits(folder)} >= set(SURNAME)
    found = redaction.find([NAME])

    row = redaction.redact([NAME], reason="asked", subject="initiative", key=initiative)

    assert hits(folder) == []
    assert redaction.find([NAME]).counts == {}
    assert row.counts == dict(found.counts)
    assert set(row.counts) >= {
        *("initiatives.initiative", "initiatives.organisation", "initiatives.source", "initiatives.place"),
        *("initiatives.change", "initiatives.importrun", "initiatives.plannedrow", "admin.logentry"),
        *("initiatives.case", "initiatives.caseword", "initiatives.redirect"),
        *("django_tasks_database.dbtaskresult", "sessions", "files"),
    }
    _is_found_by_no_reader(client)
    _is_still_whole(initiative, house, source, client)

    call_command("restore", old, verbosity=0)

    assert hits(folder) == []
    assert [one.uuid for one in Redaction.objects.all()] == [row.uuid]
    _is_found_by_no_reader(client)
    _is_still_whole(initiative, house, source, client)
    _comes_apart_again(initiative)
    assert hits(folder) == []
    assert traces(log.getvalue()) == set()
    assert "Not Found" in log.getvalue()


def _is_found_by_no_reader(client):
    assert not Redirect.objects.exists()  # an old address made of a name leads nowhere any more
    assert len(select(Criteria(text="kvitoslavska"))) == 0
    assert not Word.objects.filter(form__icontains="kvitoslavsk").exists()
    for kind in ("initiatives", "organisations"):
        assert client.get(f"/{kind}/verbena-kvitoslavska/").status_code == 404
    for path in ("/initiatives.csv", "/initiatives.json", "/sitemap.xml", "/organisations/", "/suggestions/?q=kvitosl"):
        assert traces(client.get(path).getvalue().decode()) == set(), path
    spellings.forget()  # what was asked for here


def _comes_apart_again(initiative):
    """A merge from before is taken back after: the other is there again, without the name."""
    record = Merge.objects.get(subject="initiative", undone_at=None)
    assert merging.undo(record, by=None).left == []
    assert documents.read_one("initiative", record.gone)["texts"][0]["title"] == "Bridges of [removed]"


def _is_still_whole(initiative, house, source, client):
    """What is left is a directory that works, with its history."""
    document = documents.read_one("initiative", initiative)
    assert document == documents.canonical("initiative", document)
    assert [row["title"] for row in document["texts"]] == ["Bridges", "Мости. [removed]"]
    assert document["texts"][0]["summary"] == "Founded by [removed] in 2018."
    assert (document["website"], document["contacts"], document["note"]) == ("", [], "[removed]")
    assert [row["name"] for row in document["aliases"]] == ["Мости [removed]", "Bridges of [removed]"]
    assert [row["slug"] for row in document["terms"]] == ["bridge"]
    slug, key = documents.read_one("organisation", house)["slug"], document["activities"][0]["key"]
    assert (slug.startswith("removed-"), slug.endswith("-fund")) == (True, True)
    paths = {row["field"] for row in document["citations"]}
    assert paths == {f"partners.lead.{slug}", f"activities.{key}", "start_date", "summary"}
    assert documents.read_one("source", source)["url"] == ""
    acts = Change.objects.filter(subject="initiative", key=initiative)
    assert (acts[0].after, acts[0].redacted_on is None) == (document, False)
    assert {"[removed] asked", "[removed] twice"} <= set(acts.values_list("reason", flat=True))
    page = client.get(f"/initiatives/{document['slug']}/")
    assert page.status_code == 200
    assert slug in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_restored_backup_is_cleaned_by_the_file_where_the_database_is_lost(folder, tmp_path):
    plant()
    backup.write(old := tmp_path / "old.backup")
    redaction.redact([NAME], reason="danger")
    Redaction.objects.all().delete()

    call_command("restore", old, verbosity=0)

    assert hits(folder) == []
    assert Redaction.objects.get().reason == "danger"


@pytest.mark.django_db(transaction=True)
def test_removal_made_with_another_key_is_told(folder, tmp_path, settings, capsys):
    plant()
    backup.write(old := tmp_path / "old.backup")
    row = redaction.redact([NAME], reason="danger")
    settings.SECRET_KEY = "another-key-" * 5
    spellings.forget()

    call_command("restore", old)

    assert f"Removal {row.uuid}" in capsys.readouterr().out
    spellings.forget()


@pytest.mark.django_db
def test_tombstone_holds_no_word_of_it(folder):
    plant()
    row = redaction.redact([NAME], reason="asked")

    text = json.dumps([row.digests, row.counts, row.key_check], ensure_ascii=False)
    assert not any(word in text.casefold() for word in SURNAME)
    assert Redaction.objects.get().digests == row.digests


@pytest.mark.django_db
def test_command_reads_the_words_from_its_input(folder, monkeypatch, capsys):
    initiative, _, _ = plant()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    call_command("redact", "--reason", "asked")
    assert "initiatives.initiative: 1" in capsys.readouterr().out
    assert documents.read_one("initiative", initiative)["contacts"] != []

    monkeypatch.setattr("sys.stdin", io.StringIO(f"{NAME}\n"))
    call_command("redact", "--reason", "asked", "--yes")
    assert documents.read_one("initiative", initiative)["contacts"] == []
