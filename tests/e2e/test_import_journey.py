"""Someone uploads a table, sees what it would do, confirms, publishes, and finds its rows on the site."""

import signal
import time
from contextlib import contextmanager

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from playwright.sync_api import expect

from initiatives.imports import leases
from initiatives.models import ImportRun, Initiative
from tests.admin.builders import make_user
from tests.e2e.logging_in import log_in
from tests.imports import second

PASSWORD = "a-long-pass-word"
HEADER = "title,countries,kind,start_date,themes,lead,source_url,source_title"
BRIDGES = "Bridges over the river,UA,project,{start},dialogue,River Society,https://example.org/bridges,Bridges"
CHOIR = "Choir of two towns,Kosovo,project,2020,trauma healing songs,River Society,https://example.org/choir,Choir"


@pytest.fixture
def reviewer(live_server):
    call_command("load_profiles", verbosity=0)
    return make_user("agim", group="Reviewers", password=make_password(PASSWORD))


@pytest.fixture
def worker(live_server):
    """A call that starts a worker, a process of its own, and gives it; it ends with the test."""
    started = []

    def start():
        started.append(second.manage("db_worker", "--interval", "0.2", "--no-startup-delay"))
        return started[-1]

    yield start
    for process in started:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def complaints(page):
    """What the browser had to say."""
    found = []
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    return found


@contextmanager
def standing_still(process):
    process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        process.send_signal(signal.SIGCONT)


def wait_until_taken(run):
    for _look in range(6000):
        if ImportRun.objects.filter(pk=run.pk).exclude(worker="").exists():
            return
        time.sleep(0.01)
    raise AssertionError("no worker has taken the run")


def table(*rows):
    return {"name": "rows.csv", "mimeType": "text/csv", "buffer": "\n".join([HEADER, *rows]).encode()}


def upload(page, *rows):
    page.goto("/admin/initiatives/initiative/")
    page.get_by_role("link", name="Import a table").click()
    choose(page, table(*rows))


def choose(page, file):
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Preview").click()


def total(page, name):
    return page.locator(".totals").get_by_role("link", name=name)


def test_table_is_uploaded_previewed_confirmed_published_and_read(page, reviewer, complaints):
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="2019"), CHOIR)
    expect(total(page, "New: 2")).to_be_visible()
    expect(page.get_by_text("“trauma healing songs”")).to_be_visible()
    assert Initiative.objects.count() == 4

    page.get_by_role("button", name="Confirm: write exactly this").click()
    expect(page.get_by_text("2 profiles made")).to_be_visible()
    assert page.goto("/initiatives/?q=choir").status == 200
    expect(page.get_by_role("link", name="Choir of two towns")).to_have_count(0)

    page.goto("/admin/initiatives/initiative/?stage__exact=draft")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option(label="Publish")
    page.get_by_label("Why:").fill("Both are on the pages of their organisations.")
    page.get_by_label("Inclusion criterion").select_option(label="Says so itself")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_text("2 profiles: done.")).to_be_visible()

    page.goto("/countries/xk/")
    page.get_by_role("link", name="Choir of two towns").click()
    expect(page.get_by_role("main").get_by_role("link", name="River Society")).to_be_visible()
    expect(page.locator("#sources").get_by_role("link", name="Choir")).to_be_visible()
    assert complaints == []


@pytest.mark.slow
def test_second_upload_shows_what_changes_and_then_nothing(page, reviewer, complaints):
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="2019"))
    page.get_by_role("button", name="Confirm: write exactly this").click()

    upload(page, BRIDGES.format(start="2019-05"))
    expect(total(page, "Changed: 1")).to_be_visible()
    row = page.get_by_role("row", name="Start")
    expect(row.locator("del")).to_have_text("2019")
    expect(row.locator("ins")).to_have_text("2019-05")
    page.get_by_role("button", name="Confirm: write exactly this").click()
    expect(page.get_by_text("1 changed")).to_be_visible()

    upload(page, BRIDGES.format(start="2019-05"))
    expect(page.get_by_text("There is nothing to write.")).to_be_visible()
    assert complaints == []


@pytest.mark.slow
def test_table_with_an_error_writes_nothing(page, reviewer, complaints):
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="05/06/2014"), CHOIR)
    expect(page.get_by_role("button", name="Confirm: write exactly this")).to_have_count(0)
    expect(page.get_by_text("“05/06/2014”")).to_be_visible()

    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("Cancelled: the plan is deleted, nothing was written.")).to_be_visible()
    assert Initiative.objects.count() == 4
    assert complaints == []


@pytest.mark.slow
def test_an_endless_word_does_not_widen_the_preview(page, reviewer):
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="2019").replace("Bridges over the river", "y" * 400))
    expect(total(page, "With problems: 1")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0


@pytest.mark.slow
def test_problem_is_seen_mended_and_the_profiles_are_one_click_away(page, reviewer, complaints):
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="31.31.2019"), CHOIR)
    expect(total(page, "With problems: 1")).to_be_visible()
    total(page, "With problems: 1").click()
    expect(page.get_by_text("“31.31.2019”")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()

    upload(page, BRIDGES.format(start="2019-01-31"), CHOIR)
    page.get_by_role("button", name="Confirm: write exactly this").click()
    page.get_by_role("link", name="All profiles that this import made or changed").click()
    expect(page.get_by_text("rows.csv", exact=True).first).to_be_visible()
    page.get_by_role("link", name="Bridges over the river").click()
    page.get_by_role("link", name="History").click()
    page.get_by_text("From the import of rows.csv").click()
    expect(page.get_by_text("by agim").first).to_be_visible()
    page.get_by_role("link", name="The whole import").click()
    expect(page.get_by_text("applied", exact=True)).to_be_visible()
    assert complaints == []


def test_large_file_is_read_and_saved_by_a_worker_while_the_page_looks_on(
    page, reviewer, complaints, worker, settings, monkeypatch
):
    settings.IMPORT_ROWS_AT_ONCE = 300
    monkeypatch.setattr(leases, "LEASE", 600)  # a busy machine may be late
    log_in(page, "agim", PASSWORD)
    upload(page, *(f"Talks number {n},UA,project,2019,dialogue,,," for n in range(320)))
    expect(page.get_by_text("No worker has been seen for a minute")).to_be_visible()

    worker()
    expect(total(page, "New: 320")).to_be_visible(timeout=60_000)
    page.get_by_role("button", name="Confirm: write exactly this").click()
    expect(page.get_by_text("It will be saved by a worker.")).to_be_visible()
    expect(page.get_by_text("applied", exact=True)).to_be_visible(timeout=60_000)

    assert (ImportRun.objects.get().state, Initiative.objects.count()) == ("applied", 324)
    assert complaints == []


def test_messy_file_is_watched_mended_and_taken_back(page, reviewer, complaints, worker, settings, monkeypatch):
    settings.IMPORT_ROWS_AT_ONCE = 300
    monkeypatch.setattr(leases, "LEASE", 600)  # a busy machine may be late
    talks = (f"Talks number {n},UA,project,2019,dialogue,,," for n in range(318))
    log_in(page, "agim", PASSWORD)
    upload(page, BRIDGES.format(start="31.31.2019"), *talks, CHOIR)
    messy = ImportRun.objects.get()

    reader = worker()
    wait_until_taken(messy)
    with standing_still(reader):
        expect(page.get_by_role("progressbar", name="Rows checked")).to_be_visible(timeout=20_000)
        expect(page.get_by_text("of 320 rows")).to_be_visible()
    expect(total(page, "With problems: 1")).to_be_visible(timeout=60_000)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the rows with errors").click()
    mended = download.value.path().read_bytes().replace(b"31.31.2019", b"2019-01-31")
    page.get_by_role("button", name="Import only the good rows").click()
    expect(page.get_by_text("applied", exact=True)).to_be_visible(timeout=60_000)
    assert Initiative.objects.count() == 4 + 319

    page.goto("/admin/initiatives/importrun/add/")
    choose(page, {"name": "mended.csv", "mimeType": "text/csv", "buffer": mended})
    expect(page.get_by_role("link", name="New: 1", exact=True)).to_be_visible()
    page.get_by_role("button", name="Confirm: write exactly this").click()
    expect(page.get_by_text("1 profile made")).to_be_visible()

    page.goto(f"/admin/initiatives/importrun/{messy.pk}/change/")
    page.get_by_role("link", name="Undo this import").click()
    left = page.get_by_role("row", name="River Society")
    expect(left).to_contain_text("“Bridges over the river”, which stays, refers to it.")
    page.get_by_role("button", name="Undo: do exactly this").click()
    expect(page.get_by_text("The import is undone.")).to_be_visible(timeout=60_000)
    assert ImportRun.objects.get(pk=messy.pk).state == "undone"
    assert Initiative.objects.filter(texts__title="Bridges over the river").count() == 1
    assert Initiative.objects.count() == 4 + 1
    assert complaints == []


FOREIGN = (
    "Назва проєкту;Country of implementation;Start;Примітки координаторки\n"
    "Міст через річку;UA;2019;Бесіди сусідів обох берегів\n"
    "Хор двох міст;Kosovo;2020;Спільні концерти\n"
)


def upload_foreign(page):
    page.goto("/admin/initiatives/importrun/add/")
    choose(page, {"name": "partner.csv", "mimeType": "text/csv", "buffer": FOREIGN.encode()})


@pytest.mark.slow
def test_columns_with_other_names_are_assigned_once(page, reviewer, complaints):
    log_in(page, "agim", PASSWORD)
    upload_foreign(page)
    expect(page.get_by_label("Назва проєкту")).to_have_value("title")
    expect(page.get_by_label("Country of implementation")).to_have_value("countries")
    expect(page.get_by_text("Бесіди сусідів обох берегів")).to_be_visible()
    page.get_by_label("Назва проєкту").select_option("")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_text("Say which column holds “title”")).to_be_visible()

    page.get_by_label("Назва проєкту").select_option("title")
    page.get_by_label("Примітки координаторки").select_option("summary")
    page.get_by_role("button", name="Preview").click()
    expect(total(page, "New: 2")).to_be_visible()
    page.get_by_role("button", name="Confirm: write exactly this").click()
    expect(page.get_by_text("2 profiles made")).to_be_visible()

    upload_foreign(page)
    expect(page.get_by_text("The columns are read as they were assigned")).to_be_visible()
    page.get_by_role("link", name="Change what the columns are").click()
    expect(page.get_by_label("Примітки координаторки")).to_have_value("summary")
    assert complaints == []
