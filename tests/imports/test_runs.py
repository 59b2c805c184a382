"""The life of an import: who may do what when, what becomes of its file, and that it is applied once."""

import datetime as dt
import os
import stat
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone, translation
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from initiatives.domain import editing
from initiatives.domain.publishing import Refused
from initiatives.imports import apply, housekeeping, leases, plan, runs, tasks, uploads
from initiatives.models import Heartbeat, ImportRun, Initiative, PlannedRow, User
from tests.domain import made
from tests.imports.files import file_of

pytestmark = pytest.mark.django_db

ROW = {"title": "Bridge", "lead": "New body"}


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """The folder of uploads, and a country to import into."""
    made.country("UA")
    settings.UPLOADS_DIR = tmp_path / "uploads"
    settings.UPLOADS_DIR.mkdir(mode=0o700)
    return settings.UPLOADS_DIR


@pytest.fixture
def large(settings):
    """Every file counts as large, so that it waits for a worker."""
    settings.IMPORT_ROWS_AT_ONCE = 1


def receive(*rows, **options):
    return tasks.receive(file_of(*(rows or (ROW,))), file_name="rows.csv", **({"by": None} | options))


def names(folder):
    return [path.name for path in folder.iterdir()]


def state(run):
    return ImportRun.objects.get(pk=run.pk).state


def work():
    """What a worker does until nothing waits."""
    options = {"queue_names": ["*"], "excluded_queue_names": [], "backend_name": "default", "batch": True}
    with leases.beating("worker", takes_jobs=True) as name:
        Worker(**options, worker_id=name, interval=0, startup_delay=False, max_tasks=None).run()


def lose(run, worker="gone"):
    """Leave the run in the hands of a worker that was last seen two minutes ago."""
    two_minutes_ago = timezone.now() - dt.timedelta(minutes=2)
    Heartbeat.objects.create(name=worker, seen_at=two_minutes_ago)
    ImportRun.objects.filter(pk=run.pk).update(worker=worker)
    run.refresh_from_db()
    return run


class TestFiles:
    def test_a_file_is_private_and_named_after_its_run(self, folder):
        run = receive()

        assert names(folder) == [str(run.uuid)]
        assert stat.S_IMODE(uploads.path(run).stat().st_mode) == 0o600
        assert uploads.read(run) == file_of(ROW)

    @pytest.mark.parametrize("end", [runs.cancel, lambda run: tasks.confirm(run, by=None)])
    def test_it_is_deleted_when_the_run_is_cancelled_or_applied(self, folder, end):
        end(receive())

        assert names(folder) == []

    def test_no_word_of_it_stays_on_a_cancelled_run(self, folder):
        data = "title,countries\nСвітлана розповідає,UA\n".encode("cp1251")
        run = tasks.receive(data, file_name="x.csv", by=None)
        assert "Світлана" in str(run.problems)

        runs.cancel(run)

        run.refresh_from_db()
        assert run.problems == []

    def test_it_is_deleted_when_it_is_refused(self, folder):
        run = tasks.receive(b"\x00\x01", file_name="x.csv", by=None)

        assert (run.state, names(folder)) == ("refused", [])

    def test_after_thirty_days_an_unconfirmed_run_is_cancelled(self, folder):
        old, young = receive(), receive()
        ImportRun.objects.filter(pk=old.pk).update(created_at=timezone.now() - dt.timedelta(days=31))

        call_command("housekeeping")

        assert (state(old), state(young), names(folder)) == ("cancelled", "previewed", [str(young.uuid)])
        assert set(PlannedRow.objects.values_list("run", flat=True)) == {young.pk}

    def test_the_next_upload_tidies_too(self, folder):
        (folder / "left.upload.csv").write_bytes(b"x")
        os.utime(folder / "left.upload.csv", (0, 0))
        (folder / "arriving.upload.csv").write_bytes(b"x")

        run = receive()

        assert sorted(names(folder)) == sorted([str(run.uuid), "arriving.upload.csv"])

    def test_the_run_keeps_name_checksum_who_and_when(self, folder):
        user = User.objects.create_user("editor")
        run = receive(by=user)
        tasks.confirm(run, by=user)
        run.refresh_from_db()

        assert (run.file_name, len(run.checksum), run.by, run.confirmed_by) == ("rows.csv", 64, user, user)
        assert run.created_at <= run.applied_at


@pytest.mark.django_db(transaction=True)  # a worker closes its connection
class TestJobs:
    def test_a_large_file_waits_for_a_worker_which_reads_and_then_saves_it(self, large, folder):
        run = receive(ROW, {"title": "Second"})
        assert (run.state, run.total, leases.is_waiting(run), run.rows.count()) == ("reading", 2, True, 0)
        work()
        run.refresh_from_db()
        assert (run.state, run.done, run.counts["new"], Initiative.objects.count()) == ("previewed", 2, 2, 0)

        assert tasks.confirm(run, by=None) is None
        assert (state(run), Initiative.objects.count()) == ("saving", 0)
        work()
        assert (state(run), Initiative.objects.count(), names(folder)) == ("applied", 2, [])

    def test_a_file_of_few_rows_that_are_long_waits_too(self, settings):
        settings.IMPORT_BYTES_AT_ONCE = 10
        run = receive()
        assert (state(run), run.worker) == ("reading", "")

    def test_results_of_tasks_hold_nothing_of_the_file(self, large):
        receive({"title": "A secret", "status": "nonsense"})
        work()

        [result] = DBTaskResult.objects.all()
        assert (result.status, result.traceback, result.return_value) == ("SUCCESSFUL", "", None)
        assert "secret" not in str(result.args_kwargs)

    def test_what_is_said_of_rows_is_in_the_language_of_the_person(self, large):
        translation.activate("uk")
        run = receive({"title": "Bad", "status": "nonsense"})
        translation.activate("en")
        work()
        here = apply.preview(file_of({"title": "Bad", "status": "nonsense"}), file_name="x.csv")

        assert run.rows.get().problems[0]["message"] != here.rows.get().problems[0]["message"]

    def test_cancelling_while_rows_are_checked_stops_the_work(self, large, folder, monkeypatch):
        run = receive(ROW, {"title": "Second"})
        monkeypatch.setattr(plan, "BATCH", 1)
        usual = runs._report

        def cancel_after_one(run, total, done):
            usual(run, total, done)
            if done == 1:
                runs.cancel(run)

        monkeypatch.setattr(runs, "_report", cancel_after_one)
        work()

        assert (state(run), run.rows.count(), names(folder)) == ("cancelled", 0, [])

    def test_a_run_that_waits_to_be_saved_can_be_cancelled_and_is_not_saved_then(self, large):
        run = receive()
        work()
        run.refresh_from_db()
        tasks.confirm(run, by=None)
        runs.cancel(run)
        work()

        assert (state(run), Initiative.objects.count()) == ("cancelled", 0)

    def test_a_stale_profile_brings_a_job_back_to_its_preview_with_a_sentence(self, large):
        key = made.initiative("Old")
        run = receive({"id": key, "title": "Imported"})
        work()
        run.refresh_from_db()
        tasks.confirm(run, by=None)
        editing.delete("initiative", [key], by=None)
        work()
        run.refresh_from_db()

        assert (run.state, run.worker) == ("previewed", "")
        assert "changed since the preview" in run.message

    def test_a_failing_job_says_interrupted(self, large):
        run = receive()
        uploads.forget(run)
        work()

        assert (state(run), DBTaskResult.objects.get().status) == ("interrupted", "SUCCESSFUL")

    def test_a_worker_is_seen_while_it_runs_only(self, large):
        assert not leases.is_worker_seen()
        with leases.beating("worker", takes_jobs=True):
            assert leases.is_worker_seen()
        with leases.beating("web"):
            assert not leases.is_worker_seen()
        assert Heartbeat.objects.count() == 0


@pytest.mark.django_db(transaction=True)
class TestInterruptions:
    """Not inside a transaction of the test: on SQLite that would hold the lock by which a saver is known to live."""

    def test_reading_that_was_interrupted_is_begun_again(self, large, folder):
        run = lose(receive(ROW))
        PlannedRow.objects.create(run=run, outcome="new", document={})
        assert leases.is_interrupted(run)

        tasks.read_again(run)
        work()
        run.refresh_from_db()
        assert (run.state, run.rows.filter(subject="initiative").count()) == ("previewed", 1)

    def test_saving_that_was_interrupted_is_confirmed_again(self):
        run = receive()
        run = lose(runs.confirm(run, worker="gone"))
        assert leases.is_interrupted(run)

        assert tasks.confirm(run, by=None)["new"] == 1
        assert (state(run), Initiative.objects.count()) == ("applied", 1)

    def test_the_old_worker_can_not_save_any_more(self):
        run = receive()
        old = lose(runs.confirm(run, worker="gone"))
        runs.confirm(run, worker="another")

        with pytest.raises(runs.Stopped):
            runs.save(old)
        assert (state(run), Initiative.objects.count()) == ("saving", 0)

    def test_a_living_worker_is_not_interrupted(self):
        run = receive()
        with leases.beating("alive") as worker:
            run = runs.confirm(run, worker=worker)
            assert not leases.is_interrupted(run)
            with pytest.raises(Refused):
                runs.cancel(run)
            with pytest.raises(Refused):
                runs.confirm(run)

    def test_housekeeping_says_which_runs_were_interrupted(self):
        run = lose(runs.confirm(receive(), worker="gone"))
        housekeeping.tidy()

        assert state(run) == "interrupted"

    def test_a_job_that_nobody_has_any_more_is_interrupted(self, large):
        run = receive()
        assert not leases.is_interrupted(run)
        DBTaskResult.objects.all().delete()

        assert leases.is_interrupted(run)

    def test_a_job_that_a_living_worker_took_this_moment_is_not_interrupted(self, large):
        run = receive()
        with leases.beating("worker") as worker:
            DBTaskResult.objects.get().claim(worker)
            assert not leases.is_interrupted(run)
        assert leases.is_interrupted(run)

    def test_who_holds_the_lock_of_sqlite_is_alive(self):
        """Nobody can be seen there while somebody saves; on PostgreSQL a worker is seen all the time."""
        run = lose(runs.confirm(receive(), worker="gone"))
        with transaction.atomic():
            assert leases.is_interrupted(run) == (connection.vendor == "postgresql")
        assert leases.is_interrupted(run)


def test_uploads_never_touch_a_folder_of_the_system(settings, tmp_path):
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).parent == Path(settings.VAR_DIR)
