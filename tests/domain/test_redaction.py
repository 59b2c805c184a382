"""Erase this person: a planted name, after everything that makes copies of it, is found nowhere any more."""

import gzip
import html
import io
import json
from pathlib import Path

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from initiatives.domain import backup, documents, editing, redaction, restoring, spellings
from initiatives.domain.facets import Criteria, select
from initiatives.imports import apply, tasks
from initiatives.models import Change, ImportRun, Redaction, Word
from tests.admin.builders import make_user
from tests.domain import made

NAME = "Вербена Квітославська"
SPELLINGS = ("Вербена Квітославська", "Verbena Kvitoslavska", "VERBENA KVITOSLAVSKA", "Вербе́на Квітосла́вська")
SURNAME = ("kvitoslavsk", "квітославськ", "verbena")  # what raw bytes are searched for, in any case


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


def plant():
    """The name in a profile and all around it; (key of the initiative, keys of the organisation and the source)."""
    house = made.organisation(f"Фонд {NAME}", slug="verbena-kvitoslavska-fund", note=SPELLINGS[1])
    source = made.source(f"Interview with {SPELLINGS[1]}", url="https://example.org/verbena-kvitoslavska")
    place = made.place("House of Verbena Kvitoslavska", country=made.country("UA").pk)
    texts = [{"language": "en", "title": "Bridges", "summary": f"Founded by {SPELLINGS[1]} in 2018."}]
    texts.append({"language": "uk", "title": f"Мости. {NAME}", "summary": SPELLINGS[3], "is_original": True})
    path = "partners.lead.verbena-kvitoslavska-fund"
    initiative = made.initiative(
        texts=texts,
        places=[place],
        website="https://verbena-kvitoslavska.example.org/",
        note=SPELLINGS[2],
        partners=[{"organisation": house, "role": "lead", "purpose": f"{SPELLINGS[1]} chairs"}],
        aliases=[{"name": SPELLINGS[1], "kind": "former"}, {"name": f"Мости {NAME}", "kind": "former"}],
        contacts=[{"kind": "email", "value": "verbena.kvitoslavska@example.org"}],
        terms=[{"list": "keyword", "slug": SPELLINGS[1]}, {"list": "keyword", "slug": "bridge"}],
        activities=[{"key": "talk-by-verbena-kvitoslavska", "type": "workshop", "title": f"Talk by {NAME}"}],
        citations=[
            {"source": source, "field": path, "quote": f"says {NAME}"},
            {"source": source, "field": "activities.talk-by-verbena-kvitoslavska"},
            {"source": source, "field": "start_date", "states": f"2017, says {SPELLINGS[1]}"},
        ],
    )
    return initiative, house, source


def live_with(initiative, tmp_path):
    """Edit, import, export, restore, log, a job, a session, an upload; a path to an old backup of it all."""
    editor = make_user("agim", is_superuser=True)
    before = documents.read_one("initiative", initiative)
    reason = f"{NAME} asked"
    editing.write("initiative", {initiative: before | {"start_date": "2018"}}, by=editor, act="edited", reason=reason)
    seen = documents.token(documents.read_one("initiative", initiative))
    restoring.restore("initiative", initiative, documents.token(before), by=editor, seen=seen, reason=reason)
    header = "title,countries,lead,summary,kind,source_url,source_title\r\n"
    line = f"Rivers,UA,Office of {SPELLINGS[1]},With {NAME},project,https://example.org/r,Page\r\n"
    bad = f"Rivers,Nowhere of {NAME},,,project,,\r\n"
    whole = (header + line).encode()
    apply.apply(apply.preview(whole, file_name=f"{NAME}.csv", by=editor, publish=True), by=editor)
    tasks.receive((header + line + bad).encode(), file_name="second.csv", by=editor)
    tasks.receive((header.replace("summary", NAME) + line).encode("cp1251"), file_name="third.csv", by=editor)
    kind = ContentType.objects.get_for_model(ImportRun)
    LogEntry.objects.create(
        user=editor,
        content_type=kind,
        object_repr=NAME,
        action_flag=CHANGE,
        change_message=json.dumps([{"name": NAME}]),
    )
    DBTaskResult.objects.create(
        args_kwargs={"args": [NAME], "kwargs": {}},
        task_path="x",
        run_after="2026-01-01T00:00Z",
        traceback=NAME,
        exception_class_path="",
        worker_ids=[],
    )
    session = SessionStore()
    session["_messages"] = json.dumps([["__json_message", 0, 25, f"“{NAME}” was saved."]])
    session.create()
    merged(initiative)
    backup.write(path := tmp_path / "old.backup")
    return path


def merged(initiative):
    """Where merging of profiles comes in, it belongs here: its copies are looked at like all others."""


def raw_texts(folder):
    """(where, text) of everything that is kept: the database's own files or a dump, and the site's folders."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            name = Path(str(connection.settings_dict["NAME"]))
            for path in (name, Path(f"{name}-wal"), Path(f"{name}-shm"), Path(f"{name}-journal")):
                if path.exists():
                    yield path.name, path.read_bytes().decode("utf-8", "replace")
        else:
            for table in connection.introspection.table_names():
                file = io.BytesIO()
                cursor.copy_expert(f'COPY "{table}" TO STDOUT', file)
                yield table, file.getvalue().decode()
    for path in (path for path in Path(folder).rglob("*") if path.is_file()):
        data = path.read_bytes()
        yield path.name, (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")


def hits(folder):
    found = []
    for where, text in raw_texts(folder):
        if "\\u0" in text:
            text += redaction.copies.ESCAPED.sub(lambda one: chr(int(one[1], 16)), text.replace("\\\\u", "\\u"))
        found += [(where, word) for word in SURNAME if word in html.unescape(text).casefold()]
    return found


@pytest.fixture
def folder(settings, tmp_path):
    """The site's own folders."""
    settings.UPLOADS_DIR, settings.PRIVATE_DIR = tmp_path / "var" / "uploads", tmp_path / "var" / "private"
    for path in (settings.UPLOADS_DIR, settings.PRIVATE_DIR):
        path.mkdir(parents=True)
    return tmp_path / "var"


@pytest.mark.django_db(transaction=True)
def test_erase_this_person(folder, tmp_path, caplog, client):
    initiative, house, source = plant()
    old = live_with(initiative, tmp_path)
    assert {word for _, word in hits(folder)} == set(SURNAME)
    found = redaction.find([NAME])

    row = redaction.redact([NAME], reason="asked", subject="initiative", key=initiative)

    assert hits(folder) == []
    assert NAME not in caplog.text
    assert redaction.find([NAME]).counts == {}
    assert row.counts == dict(found.counts)
    assert set(row.counts) >= {
        *("initiatives.initiative", "initiatives.organisation", "initiatives.source", "initiatives.place"),
        *("initiatives.change", "initiatives.importrun", "initiatives.plannedrow", "admin.logentry"),
        *("django_tasks_database.dbtaskresult", "sessions", "files"),
    }
    assert len(select(Criteria(text="kvitoslavska"))) == 0
    assert not Word.objects.filter(form__icontains="kvitoslavsk").exists()
    _is_still_whole(initiative, house, source, client)

    call_command("restore", old, verbosity=0)

    assert hits(folder) == []
    assert [one.uuid for one in Redaction.objects.all()] == [row.uuid]
    _is_still_whole(initiative, house, source, client)


def _is_still_whole(initiative, house, source, client):
    """What is left is a directory that works, with its history."""
    document = documents.read_one("initiative", initiative)
    assert document == documents.canonical("initiative", document)
    assert [row["title"] for row in document["texts"]] == ["Bridges", "Мости. [removed]"]
    assert document["texts"][0]["summary"] == "Founded by [removed] in 2018."
    assert (document["website"], document["contacts"], document["note"]) == ("", [], "[removed]")
    assert [row["name"] for row in document["aliases"]] == ["Мости [removed]"]
    assert [row["slug"] for row in document["terms"]] == ["bridge"]
    slug, key = documents.read_one("organisation", house)["slug"], document["activities"][0]["key"]
    assert (slug.startswith("removed-"), slug.endswith("-fund")) == (True, True)
    paths = {row["field"] for row in document["citations"]}
    assert paths == {f"partners.lead.{slug}", f"activities.{key}", "start_date"}
    assert documents.read_one("source", source)["url"] == ""
    last = Change.objects.filter(subject="initiative", key=initiative).first()
    assert (last.after, last.reason, last.redacted_on is None) == (document, "[removed] asked", False)
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
