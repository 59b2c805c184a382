"""The page of an import in each of its states, and steps that several people take at once."""

import datetime as dt
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models.signals import post_save
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.imports import leases, runs, tasks
from initiatives.models import Change, Heartbeat, ImportRun, Initiative
from tests.admin.builders import make_country, make_initiative, make_user
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    make_country("UA")
    settings.UPLOADS_DIR = tmp_path


def receive(by, *rows):
    return tasks.receive(file_of(*(rows or ({"title": "Bridge"},))), file_name="rows.csv", by=by)


def page(run, view="change"):
    return reverse(f"admin:initiatives_importrun_{view}", args=[run.pk])


def shown(client, run):
    return client.get(page(run)).content.decode()


def said(response):
    return [str(message) for message in response.context["messages"]]


class TestLarge:
    @pytest.fixture(autouse=True)
    def large(self, settings):
        settings.IMPORT_ROWS_AT_ONCE = 1

    def test_without_a_worker_the_page_says_so_and_looks_again(self, as_, editor):
        text = shown(as_(editor), receive(editor))

        assert "No worker has been seen for a minute" in text
        assert '<meta http-equiv="refresh" content="2">' in text

    def test_with_a_worker_it_waits(self, as_, editor):
        with leases.beating("worker", takes_jobs=True):
            text = shown(as_(editor), receive(editor))

        assert ("No worker" in text, "Waiting for a worker" in text) == (False, True)

    def test_upload_warns_where_no_worker_is_seen(self, as_, editor):
        client, address = as_(editor), reverse("admin:initiatives_importrun_add")
        assert "No worker has been seen" in client.get(address).content.decode()
        with leases.beating("worker", takes_jobs=True):
            assert "No worker has been seen" not in client.get(address).content.decode()

    def test_while_rows_are_checked_it_shows_how_many_and_can_be_cancelled(self, as_, editor):
        run = receive(editor)
        client = as_(editor)
        with leases.beating("worker", takes_jobs=True):
            run = runs.take(run.pk, "reading", worker="worker")
            ImportRun.objects.filter(pk=run.pk).update(done=1200, total=3000)
            text = shown(client, run)
            assert "1200 of 3000 rows" in text
            assert '<progress value="1200"' in text
            assert "Cancelled" in said(client.post(page(run, "cancel"), follow=True))[-1]

    def test_saving_can_not_be_stopped(self, as_, editor):
        run = receive(editor)
        client = as_(editor)
        with leases.beating("worker", takes_jobs=True):
            runs.read(runs.take(run.pk, "reading", worker="worker"))
            client.post(page(run, "confirm"))
            runs.take(run.pk, "saving", worker="worker")
            text = shown(client, run)
            assert ("can&#x27;t be stopped" in text or "can't be stopped" in text, "Cancel" in text) == (True, False)
            assert "already" in said(client.post(page(run, "cancel"), follow=True))[-1]


def test_interrupted_import_says_so_and_can_be_confirmed_again(as_, editor, transactional_db):
    run = receive(editor)
    runs.confirm(run, worker="gone")
    Heartbeat.objects.create(name="gone", seen_at=timezone.now() - dt.timedelta(minutes=2))
    client = as_(editor)

    text = shown(client, run)
    assert ("interrupted" in text, "Confirm: write exactly this" in text) == (True, True)
    client.post(page(run, "confirm"))
    assert Initiative.objects.count() == 1


def test_profiles_that_were_touched_are_linked(as_, editor):
    old = make_initiative(start_date="2018")
    run = receive(editor, {"id": str(old.uuid), "title": "Donbas Dialogue", "lead": "House"}, {"title": "New one"})
    tasks.confirm(run, by=editor)
    client = as_(editor)

    response = client.get(page(run, "profiles"))

    touched = [(row.kind, row.name, row.change.before is None) for row in response.context["touched"].rows]
    assert sorted(touched) == [
        ("initiative", "Donbas Dialogue", False),
        ("initiative", "New one", True),
        ("organisation", "House", True),
    ]
    assert all(client.get(row.address).status_code == 200 for row in response.context["touched"].rows)
    assert "rows.csv" in response.content.decode() and run.checksum in response.content.decode()


def test_history_of_a_profile_names_the_file(as_, editor):
    run = receive(editor)
    tasks.confirm(run, by=editor)

    text = as_(editor).get(reverse("admin:initiatives_initiative_history", args=[Initiative.objects.get().pk]))

    assert run.checksum in text.content.decode() and page(run) in text.content.decode()


@pytest.mark.parametrize("view", ["again", "profiles"])
def test_strangers_find_no_run(as_, editor, reviewer, view):
    run = receive(editor)
    client = as_(reviewer)

    assert [client.get(page(run, view)).status_code, client.post(page(run, view)).status_code] == [404, 404]


def test_on_sqlite_the_page_says_how_long_others_wait(as_, editor):
    run = receive(editor)
    ImportRun.objects.filter(pk=run.pk).update(counts=run.counts | {"new": 4000})

    assert ("Saving takes about" in shown(as_(editor), run)) == (connection.vendor == "sqlite")


@pytest.mark.django_db(transaction=True)
def test_three_confirmations_at_once_have_one_effect():
    chief = make_user("aida", is_superuser=True)
    run = receive(chief, *({"title": f"Talks {number}"} for number in range(50)))
    together, answers, clients = threading.Barrier(3, timeout=60), [], [Client() for _ in range(3)]
    for client in clients:
        client.force_login(chief)

    def confirm(client):
        together.wait()
        answers.append(client.post(page(run, "confirm")).status_code)
        connection.close()

    threads = [threading.Thread(target=confirm, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [302, 302, 302]
    assert (Initiative.objects.count(), Change.objects.filter(subject="initiative").count()) == (50, 50)
    assert ImportRun.objects.get().state == "applied"


def test_an_upload_cancelled_while_it_is_read_says_so(as_, editor):
    def cancel(instance, created, **_rest):
        if created:
            runs.cancel(instance)

    client, file = as_(editor), SimpleUploadedFile("rows.csv", file_of({"title": "Bridge"}))
    post_save.connect(cancel, sender=ImportRun)
    try:
        response = client.post(reverse("admin:initiatives_importrun_add"), {"file": file}, follow=True)
    finally:
        post_save.disconnect(cancel, sender=ImportRun)

    assert said(response) == ["Somebody else has gone on with this import."]
    assert [run.state for run in ImportRun.objects.all()] == ["cancelled"]
