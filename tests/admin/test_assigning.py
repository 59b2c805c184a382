"""A table with other column names is no dead end: an editor says once what they are."""

import datetime as dt
import os
import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.imports import housekeeping, leases, runs, tasks, uploads
from initiatives.models import ColumnMapping, ImportRun, Initiative
from tests.admin.builders import make_country, make_user

UPLOAD = "/admin/initiatives/importrun/add/"
HEADER = "Project;Where;Mood;Start\n"
TABLE = HEADER + "Bridge talks;UA;glad;2018\nSecond;UA;sad;2019-02\n"
CHOICE = {"column-0": "title", "column-1": "countries", "column-2": "", "column-3": "start_date"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, db):
    make_country("UA")
    settings.UPLOADS_DIR = tmp_path


def upload(client, text=TABLE):
    data = text if isinstance(text, bytes) else text.encode()
    response = client.post(UPLOAD, {"file": SimpleUploadedFile("table.csv", data, "text/csv")})
    return ImportRun.objects.latest("pk"), response


def page(run, view="change"):
    return reverse(f"admin:initiatives_importrun_{view}", args=[run.pk])


def shown(client, run, view="change"):
    return client.get(page(run, view)).content.decode()


def said(response):
    return [str(message) for message in response.context["messages"]]


def titles(client, run):
    return [row.row.title for row in client.get(page(run)).context["plan"].rows]


def test_header_that_lacks_a_needed_column_asks(as_, editor):
    client = as_(editor)
    run, response = upload(client)

    assert (run.state, run.counts, response.url) == ("mapping", {}, page(run, "columns"))
    form = client.get(page(run, "columns")).context["form"]
    assert [(field.label, field.initial, cells) for field, cells in form.rows()] == [
        ("Project", "title", ["Bridge talks", "Second"]),
        ("Where", "", ["UA", "UA"]),
        ("Mood", "", ["glad", "sad"]),
        ("Start", "start_date", ["2018", "2019-02"]),
    ]
    assert page(run, "columns") in shown(client, run)
    assert "Confirm" not in shown(client, run)


def test_answer_leads_to_the_preview_and_from_there_as_usual(as_, editor):
    client = as_(editor)
    run, _response = upload(client)

    response = client.post(page(run, "columns"), CHOICE)

    run.refresh_from_db()
    assert (response.url, run.state, run.header, run.counts["new"]) == (page(run), "previewed", "assigned", 2)
    assert titles(client, run) == ["Bridge talks", "Second"]
    client.post(page(run, "confirm"))
    assert [(row.slug, row.start_date) for row in Initiative.objects.order_by("slug")] == [
        ("bridge-talks", "2018"),
        ("second", "2019-02"),
    ]


def test_next_file_of_the_shape_is_read_without_asking_and_says_so(as_, editor):
    client = as_(editor)
    first, _response = upload(client)
    client.post(page(first, "columns"), CHOICE)

    run, response = upload(client, "project; WHERE ;Mood;Start\nThird;UA;glad;2020\n")

    assert (run.state, response.url, titles(client, run)) == ("previewed", page(run), ["Third"])
    text = shown(client, run)
    assert ("as they were assigned" in text, page(run, "columns") in text) == (True, True)
    assert ColumnMapping.objects.get().by == editor
    assert "by olena" in shown(client, run, "columns")
    changed = CHOICE | {"column-2": "summary"}
    client.post(page(run, "columns"), changed)
    assert run.rows.get(subject="initiative").document["texts"][0]["summary"] == "glad"


def test_unknown_columns_beyond_the_needed_ones_are_previewed_at_once_with_a_link(as_, editor):
    client = as_(editor)
    run, response = upload(client, "title,countries,Mood\nBridge,UA,glad\n")

    assert (run.state, run.header, response.url) == ("previewed", "unknown", page(run))
    assert page(run, "columns") in shown(client, run)
    client.post(page(run, "columns"), {"column-0": "title", "column-1": "countries", "column-2": "keywords"})
    assert run.rows.get(subject="initiative").document["terms"] == [{"list": "keyword", "slug": "glad"}]


def test_known_header_has_no_such_link(as_, editor):
    client = as_(editor)
    run, _response = upload(client, "title,countries\nBridge,UA\n")
    assert page(run, "columns") not in shown(client, run)


def test_doubled_needed_column_can_be_chosen(as_, editor):
    client = as_(editor)
    run, _response = upload(client, "title,Title,countries\nA,Bridge,UA\n")
    assert run.state == "mapping"
    client.post(page(run, "columns"), {"column-0": "", "column-1": "title", "column-2": "countries"})
    assert titles(client, run) == ["Bridge"]


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"column-0": "title"}, "Say which column holds “countries”"),
        ({"column-0": "title", "column-1": "countries", "column-2": "title"}, "“title” is chosen more than once"),
        ({"column-0": "title", "column-1": "no such field"}, "no such field is not one of the available choices"),
    ],
)
def test_answer_that_can_not_be_read_is_refused_and_kept(as_, editor, choice, words):
    client = as_(editor)
    run, _response = upload(client)

    response = client.post(page(run, "columns"), choice)

    assert (response.status_code, words in response.content.decode()) == (200, True)
    run.refresh_from_db()
    assert (run.state, ColumnMapping.objects.count()) == ("mapping", 0)
    assert response.context["form"]["column-0"].value() == "title"


def test_file_of_very_many_columns_is_asked_about_in_time(as_, editor, settings):
    client = as_(editor)
    many = range(settings.IMPORT_MOST_COLUMNS)
    run, _response = upload(client, ",".join(f"question {n}" for n in many) + "\n" + ",".join("<b>" for n in many))

    began = time.process_time()
    text = shown(client, run, "columns")

    assert (text.count("<select"), text.count("<b>"), time.process_time() - began < 5) == (len(many), 0, True)
    client.post(page(run, "columns"), {"column-3": "title", "column-499": "countries"})
    run.refresh_from_db()
    assert run.state == "previewed"


def test_large_file_is_read_by_a_worker(as_, editor, settings):
    client = as_(editor)
    run, _response = upload(client)
    settings.IMPORT_ROWS_AT_ONCE = 2

    client.post(page(run, "columns"), CHOICE)

    run.refresh_from_db()
    assert (run.state, run.worker, run.total) == ("reading", "", 2)
    with leases.beating("worker", takes_jobs=True):
        runs.read(runs.take(run.pk, "reading", worker="worker"), asks=True)
    assert titles(client, run) == ["Bridge talks", "Second"]


def test_guessed_letters_are_still_told_after_the_answer(as_, editor):
    client = as_(editor)
    text = "Проєкт;Де;Тло\n" + "Міст через річку, діалог громад;UA;Зустрічі сусідів\n" * 3
    run, _response = upload(client, text.encode("cp1251"))
    assert (run.state, run.encoding, run.encoding_guessed) == ("mapping", "cp1251", True)
    assert "they are read as cp1251" in shown(client, run, "columns")

    client.post(page(run, "columns"), {"column-0": "title", "column-1": "countries", "column-2": "summary"})

    run.refresh_from_db()
    assert [problem["value"] for problem in run.problems] == ["cp1251", ""]


def test_only_the_owner_and_superusers_come_here(as_, editor, chief):
    run, _response = upload(as_(editor))
    other = make_user("iryna", group="Editors")

    for method in ("get", "post"):
        assert getattr(as_(other), method)(page(run, "columns"), CHOICE).status_code in (403, 404, 302)
    run.refresh_from_db()
    assert run.state == "mapping"
    assert as_(chief).get(page(run, "columns")).status_code == 200


def test_a_page_elsewhere_can_not_answer(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    run = tasks.receive(TABLE.encode(), file_name="a.csv", by=editor)
    assert client.post(page(run, "columns"), CHOICE).status_code == 403


def test_cancelled_file_is_gone_and_can_not_be_assigned(as_, editor):
    client = as_(editor)
    run, _response = upload(client)
    client.post(page(run, "cancel"))

    assert not uploads.path(run).exists()
    assert "already" in said(client.get(page(run, "columns"), follow=True))[-1]
    assert "already" in said(client.post(page(run, "columns"), CHOICE, follow=True))[-1]
    assert ColumnMapping.objects.count() == 0


def test_file_waits_for_its_columns_as_long_as_for_a_confirmation(as_, editor):
    run, _response = upload(as_(editor))
    long_ago = timezone.now() - dt.timedelta(days=29)
    os.utime(uploads.path(run), (long_ago.timestamp(),) * 2)
    ImportRun.objects.update(created_at=long_ago)
    housekeeping.tidy()
    assert uploads.path(run).exists()

    ImportRun.objects.update(created_at=long_ago - dt.timedelta(days=2))
    housekeeping.tidy()
    run.refresh_from_db()
    assert (run.state, uploads.path(run).exists()) == ("cancelled", False)


def test_lost_file_is_told(as_, editor):
    client = as_(editor)
    run, _response = upload(client)
    uploads.forget(run)
    assert "Upload it again" in said(client.get(page(run, "columns"), follow=True))[-1]


def test_saved_import_keeps_its_columns(as_, editor):
    client = as_(editor)
    run, _response = upload(client)
    client.post(page(run, "columns"), CHOICE)
    client.post(page(run, "confirm"))

    assert "already" in said(client.post(page(run, "columns"), CHOICE, follow=True))[-1]
    assert page(run, "columns") not in shown(client, run)
