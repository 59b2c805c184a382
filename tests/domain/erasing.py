"""A name planted in a profile, carried to every place that makes a copy of it, and looked for in all that is kept."""

import functools
import gc
import gzip
import html
import io
import json
import re
import tempfile
import unicodedata
from pathlib import Path
from urllib.parse import unquote

from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from initiatives.domain import backup, cases, documents, duplicates, editing, merging, restoring, spellings, voice
from initiatives.domain.copies import ESCAPED
from initiatives.imports import apply, tasks
from initiatives.models import Case, ImportRun
from initiatives.search import romanising
from initiatives.views.voice_forms import SIGNER
from tests.admin.builders import make_user
from tests.domain import made

NAME = "Вербена Квітославська"
SPELLINGS = ("Вербена Квітославська", "Verbena Kvitoslavska", "VERBENA KVITOSLAVSKA", "Вербе́на Квітосла́вська")
SURNAME = ("kvitoslavsk", "квітославськ", "verbena")  # what raw bytes are searched for, in any case
ACCENTS = re.compile("[\u0300\u0301\u00ad\u200b-\u200d]")
WORD = re.compile(r"[^\W\d_]{4,60}")
HEADER = "title,countries,lead,summary,kind,source_url,source_title\r\n"
LINE = f"Rivers,UA,Office of {SPELLINGS[1]},With {NAME},project,https://example.org/r,Page\r\n"
BAD = f"Rivers,Nowhere of {NAME},,,project,,\r\n"


def plant():
    """The name in a profile and all around it; (key of the initiative, keys of the organisation and the source)."""
    house = made.organisation(f"Фонд {NAME}", slug="verbena-kvitoslavska-fund", note=SPELLINGS[1])
    source = made.source(f"Interview with {SPELLINGS[1]}", url="https://example.org/verbena-kvitoslavska")
    place = made.place("House of Verbena Kvitoslavska", country=made.country("UA").pk)
    texts = [{"language": "en", "title": "Bridges", "summary": f"Founded by {SPELLINGS[1]} in 2018."}]
    texts.append({"language": "uk", "title": f"Мости. {NAME}", "summary": SPELLINGS[3], "is_original": True})
    path = "partners.lead.verbena-kvitoslavska-fund"
    initiative = made.initiative(
        slug="bridges",
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


def live_with(initiative, house, tmp_path):
    """Edit, restore, import, write in as a stranger, merge, export, log, a job, a session; an old backup of it all."""
    editor = make_user("agim", is_superuser=True)
    client = Client()
    client.force_login(editor)
    edited(initiative, editor)
    imported(editor, client)
    written_in(editor, client)
    merged(initiative, house, editor)
    exported(client)
    left_about(editor)
    backup.write(path := tmp_path / "old.backup")
    return path


def edited(initiative, editor):
    before = documents.read_one("initiative", initiative)
    reason = f"{NAME} asked"
    editing.write("initiative", {initiative: before | {"start_date": "2018"}}, by=editor, act="edited", reason=reason)
    seen = documents.token(documents.read_one("initiative", initiative))
    restoring.restore("initiative", initiative, documents.token(before), by=editor, seen=seen, reason=reason)


def imported(editor, client):
    """Through each door, well-made and not; large enough for a file of the browser's own as well."""
    run = apply.preview((HEADER + LINE).encode(), file_name=f"{NAME}.csv", by=editor, publish=True)
    apply.apply(run, by=editor)
    tasks.receive((HEADER + LINE + BAD).encode(), file_name="second.csv", by=editor)
    tasks.receive((HEADER.replace("summary", NAME) + LINE).encode("cp1251"), file_name="third.csv", by=editor)
    large = LINE + "".join(f"River {number},UA,,,project,,\r\n" for number in range(20))
    file = SimpleUploadedFile(f"{SPELLINGS[1]}.csv", (HEADER + large).encode(), "text/csv")
    response = client.post(reverse("admin:initiatives_importrun_add"), {"file": file})
    assert response.status_code == 302


def written_in(editor, client):
    """A stranger corrects, adds and asks to be removed; an editor takes over, answers and declines."""
    stranger = Client()
    stamp = {"stamp": SIGNER.sign("form")}
    right = {"field": "summary", "wrong": f"Not {NAME}", "right": f"{SPELLINGS[1]} is no founder."}
    right |= {"source_url": "https://example.org/by/verbena-kvitoslavska", "contact": SPELLINGS[2]}
    sent = stranger.post("/correct/correction/?about=bridges", stamp | right)
    stranger.post("/correct/addition/", stamp | {"title": f"House of {NAME}", "text": SPELLINGS[3]})
    stranger.post(f"/correct/removal/?organisation=nobody&page={SPELLINGS[1]}", stamp | {"text": f"I am {NAME}"})
    stranger.post(f"/correct/claim/?about={'verbena-kvitoslavska'}", stamp | {"text": SPELLINGS[1], "title": NAME})
    assert Case.objects.count() == 4
    correction, addition, *others = Case.objects.order_by("pk")
    assert voice.find(sent.headers["Location"].split("/")[2]) == correction
    voice.add_word(correction, f"Ask {SPELLINGS[1]}")
    token = documents.token(documents.read_one("initiative", correction.key))
    source = {"source_title": f"Letter of {NAME}", "source_url": correction.source_url}
    new = cases.Correction("summary", f"Founded by {SPELLINGS[1]} in 2018.", **source)
    cases.take_over(correction, new, token=token, by=editor, reason=f"{NAME} is right", answer=f"Thanks, {NAME}")
    cases.make_draft(addition, slug="house-of-verbena-kvitoslavska", by=editor, answer=f"Thanks, {SPELLINGS[2]}")
    page = reverse("admin:initiatives_case_change", args=[others[0].pk])
    client.post(page, {"_act": "decline", "reason": f"Known as {NAME}", "answer": f"No, {SPELLINGS[1]}"})
    others[0].refresh_from_db()
    assert others[0].state == "declined"


def merged(initiative, house, editor):
    """Doubles of both become part of them: the address of one was the name alone; one merge is taken back."""
    body = made.organisation(f"{SPELLINGS[1]} Foundation", slug="kvitoslavska-verbena", note=NAME)
    double = made.initiative(
        f"Bridges of {SPELLINGS[1]}",
        slug="verbena-kvitoslavska",
        partners=[{"organisation": body, "role": "lead", "purpose": f"{SPELLINGS[1]} chairs"}],
    )
    other = made.organisation(f"Верб. {NAME}", slug="verbena-kvitoslavska")
    duplicates.ask("organisation")
    unite("organisation", house, other, editor, chosen={"name": "kept"})
    unite("initiative", initiative, double, editor, chosen={"texts.en.title": "kept"})
    merging.undo(unite("organisation", house, body, editor), by=editor)


def unite(subject, kept, gone, editor, **more):
    seen = {key: documents.token(documents.read_one(subject, key)) for key in (kept, gone)}
    return merging.merge(subject, kept, gone, by=editor, seen=seen, reason=f"{NAME} twice", **more)


def exported(client):
    """Every download, and the pages that readers had open, in whose making things may be kept."""
    address = reverse("admin:initiatives_initiative_export")
    downloads = [f"{address}?format={name}" for name in ("csv", "tsv", "xlsx")]
    downloads += [f"/initiatives.{name}?q=bridges" for name in ("csv", "xlsx", "json")]
    pages = ["/initiatives/bridges/", "/initiatives/bridges/changes/", "/initiatives/verbena-kvitoslavska/"]
    pages += [f"/suggestions/?q={SPELLINGS[1]}", f"/initiatives/?q={NAME}", "/organisations/verbena-kvitoslavska/"]
    for path in downloads + pages:
        response = client.get(path)
        assert response.status_code in (200, 301), path
        assert response.getvalue() or response.status_code == 301


def left_about(editor):
    """What other parts of the site keep: an entry of the admin's log, a failed job, a message in a session."""
    kind = ContentType.objects.get_for_model(ImportRun)
    message = json.dumps([{"name": NAME}])
    LogEntry.objects.create(
        user=editor, content_type=kind, object_repr=NAME, action_flag=CHANGE, change_message=message
    )
    args = {"args": [NAME], "kwargs": {}}
    more = {"run_after": "2026-01-01T00:00Z", "exception_class_path": "", "worker_ids": []}
    DBTaskResult.objects.create(args_kwargs=args, task_path="x", traceback=NAME, **more)
    session = SessionStore()
    session["_messages"] = json.dumps([["__json_message", 0, 25, f"“{NAME}” was saved."]])
    session.create()


# --- looking for it ---


def hits(*folders):
    """[(where, word)] of what is left of the name in the database, these folders and the caches."""
    in_memory = list(cached())
    found = [(where, word) for where, text in raw_texts(folders) for word in SURNAME if word in bare(text)]
    found += [("caches", text) for text in in_memory if traces(text)]
    spellings.forget()  # what this looking itself has put there
    return found


def traces(text):
    """The words in `text` that are the name in any spelling: folded, in the other alphabet, or in an address."""
    text = bare(unquote(text))
    found = {word for word in WORD.findall(text) for key, _ in romanising.keys(word) if key.startswith(SURNAME)}
    return found | {word for word in SURNAME if word in text}


def bare(text):
    """Without case, stress, escapes."""
    if "\\u0" in text:
        text += ESCAPED.sub(lambda one: chr(int(one[1], 16)), text.replace("\\\\u", "\\u"))
    return ACCENTS.sub("", unicodedata.normalize("NFKC", html.unescape(text))).casefold()


def raw_texts(folders):
    """(where, text) of everything that is kept: the database's own files or a dump, and all files of the folders."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        yield from ((path.name, read(path)) for path in map(Path, (name, *beside(name))) if path.exists())
    else:
        yield from dumped()
    for folder in (*folders, tempfile.gettempdir()):
        yield from ((path.name, f"{path.name} {read(path)}") for path in Path(folder).rglob("*") if path.is_file())


def beside(name):
    return (f"{name}{end}" for end in ("-wal", "-shm", "-journal"))


def dumped():
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            file = io.BytesIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', file)
            yield table, file.getvalue().decode()


def read(path):
    data = path.read_bytes()
    return (gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data).decode("utf-8", "replace")


def cached():
    """Texts in Django's caches, and in what functions of the site keep in this process."""
    for name in settings.CACHES:
        yield from map(repr, getattr(caches[name], "_cache", {}).items())
    for kept in gc.get_objects():
        if type(kept) is functools._lru_cache_wrapper and kept.__module__.startswith(("initiatives", "peacemap")):
            yield from (str(key) for keys in gc.get_referents(kept) if isinstance(keys, dict) for key in keys)
