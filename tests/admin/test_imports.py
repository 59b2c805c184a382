"""Import and export in the admin: previewed truthfully, by the right people, within their countries."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from initiatives.domain.columns import COLUMNS
from initiatives.models import Change, ImportRun, Initiative, PlannedRow
from tests.admin.builders import make_country, make_initiative, make_user
from tests.exports.books import sheets

UPLOAD = "/admin/initiatives/importrun/add/"
GOOD = "title,countries,kind,start_date,themes\nBridge talks,UA,platform,2018,dialogue\n"


@pytest.fixture(autouse=True)
def countries(db):
    make_country("UA")
    make_country("XK")


def upload(client, text, name="table.csv", **more):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, data, "text/csv"), **more})


def run_of(client, text, **more):
    response = upload(client, text, **more)
    assert response.status_code == 302, response.context["form"].errors
    return ImportRun.objects.latest("pk")


def page(run, view="change"):
    return reverse(f"admin:initiatives_importrun_{view}", args=[run.pk])


def said(response):
    return [str(message) for message in response.context["messages"]]


def titles(response):
    return [shown.row.title for shown in response.context["plan"].rows]


def test_preview_writes_nothing_and_confirming_writes_exactly_that(as_, editor):
    client = as_(editor)
    run = run_of(client, GOOD)
    preview = client.get(page(run))

    assert (run.state, titles(preview), list(Initiative.objects.all())) == ("previewed", ["Bridge talks"], [])
    assert "New: 1" in preview.content.decode()

    client.post(page(run, "confirm"))

    made = Initiative.objects.get()
    assert (made.slug, made.stage, made.start_date) == ("bridge-talks", "draft", "2018")
    change = Change.objects.get(subject="initiative")
    assert (change.act, change.by, change.run) == ("imported", editor, run)


def test_changed_row_shows_old_and_new(as_, editor, initiative):
    text = f"id,title,countries,start_date\n{initiative.uuid},Donbas Dialogue,UA,2018-02\n"
    client = as_(editor)
    run = run_of(client, text)

    response = client.get(page(run) + "?show=changed")

    [shown] = response.context["plan"].rows
    assert [(row.path, row.old, row.new) for row in shown.differences] == [("start_date", "2018", "2018-02")]
    assert shown.initiative == initiative
    client.post(page(run, "confirm"))
    initiative.refresh_from_db()
    assert initiative.start_date == "2018-02"


def test_profile_changed_after_the_preview_refuses_the_whole_run(as_, editor, initiative):
    text = f"id,title,countries,start_date\n{initiative.uuid},Donbas Dialogue,UA,2018-02\n,Other,UA,2019\n"
    client = as_(editor)
    run = run_of(client, text)
    initiative.note = "Changed meanwhile."
    initiative.save()

    response = client.post(page(run, "confirm"), follow=True)

    assert "Nothing was written" in said(response)[-1]
    assert [row.start_date for row in Initiative.objects.all()] == ["2018"]


def test_file_with_an_error_imports_only_the_good_rows_and_only_when_asked(as_, editor):
    client = as_(editor)
    run = run_of(client, GOOD + "Second,UA,no such kind,2018,\n")

    assert "errors" in said(client.post(page(run, "confirm"), follow=True))[-1]
    assert list(Initiative.objects.all()) == []
    client.post(page(run, "confirm"), {"valid_only": "1"})
    assert [row.slug for row in Initiative.objects.all()] == ["bridge-talks"]


def test_second_confirmation_is_refused(as_, editor):
    client = as_(editor)
    run = run_of(client, GOOD)
    client.post(page(run, "confirm"))

    assert "already" in said(client.post(page(run, "confirm"), follow=True))[-1]
    assert Initiative.objects.count() == 1


def test_cancelling_deletes_the_plan(as_, editor):
    client = as_(editor)
    run = run_of(client, GOOD)

    client.post(page(run, "cancel"))

    run.refresh_from_db()
    assert (run.state, list(PlannedRow.objects.all())) == ("cancelled", [])
    assert client.get(page(run)).status_code == 200
    assert "already" in said(client.post(page(run, "confirm"), follow=True))[-1]


def test_problems_come_as_csv_that_no_spreadsheet_runs(as_, editor):
    client = as_(editor)
    run = run_of(client, GOOD + "Second,UA,=cmd(),2018,\n")

    response = client.get(page(run, "problems"))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(row["line"], row["kind"]) for row in rows] == [("3", "'=cmd()")]
    assert "kind" in rows[0]["reason"]


def test_template_holds_every_column_and_can_be_uploaded(as_, editor):
    client = as_(editor)
    text = client.get(reverse("admin:initiatives_importrun_template")).content

    header = next(csv.reader(io.StringIO(text.decode("utf-8-sig"))))
    assert header == list(COLUMNS)
    assert run_of(client, text).counts["rows"] == 0


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"title\nx", b"a\x00b", b'title,countries\n"x,UA'])
def test_file_that_can_not_be_read_says_why(as_, editor, data):
    client = as_(editor)

    response = upload(client, data)

    if response.status_code == 302:
        run = ImportRun.objects.get()
        assert (run.state, len(run.problems) > 0) == ("refused", True)
        assert "Confirm" not in client.get(page(run)).content.decode()
    else:
        assert "empty" in str(response.context["form"].errors)


def test_file_over_the_limit_is_refused_on_the_form(as_, editor):
    response = upload(as_(editor), GOOD.encode() + b"x" * (20 * 1024 * 1024))

    assert "larger than 20.0\xa0MB" in str(response.context["form"].errors)


@pytest.mark.parametrize("query", ["show=x", "show=%00", "page=0", "page=" + "9" * 30, "page=x"])
def test_odd_pages_of_a_preview_answer_no_500(as_, editor, query):
    client = as_(editor)

    assert client.get(f"{page(run_of(client, GOOD))}?{query}").status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_preview_asks_a_constant_number_of_queries(as_, editor, rows, django_assert_num_queries):
    client = as_(editor)
    run = run_of(client, "title,countries,lead\n" + "".join(f"Talks {n},UA,House {n}\n" for n in range(rows)))

    with django_assert_num_queries({"sqlite": 21, "postgresql": 20}[connection.vendor]):
        client.get(page(run))


class TestRights:
    def test_publishing_needs_its_right(self, as_, editor, reviewer):
        assert run_of(as_(editor), GOOD, publish="on").publish is False
        client = as_(reviewer)
        client.post(page(run_of(client, GOOD, publish="on"), "confirm"))
        assert Initiative.objects.get().stage == "published"

    def test_nobody_else_reads_or_confirms_a_run(self, as_, editor, reviewer, chief):
        run = run_of(as_(editor), GOOD)

        client = as_(reviewer)
        answers = [client.get(page(run)), client.get(page(run, "problems"))]
        answers += [client.post(page(run, view)) for view in ("confirm", "cancel")]
        assert [answer.status_code for answer in answers] == [404] * 4
        assert list(client.get("/admin/initiatives/importrun/").context["cl"].result_list) == []
        assert as_(chief).get(page(run)).status_code == 200

    @pytest.mark.parametrize("view", ["confirm", "cancel"])
    def test_looking_confirms_nothing(self, as_, editor, view):
        client = as_(editor)

        assert client.get(page(run_of(client, GOOD), view)).status_code == 405

    def test_without_the_right_there_is_no_door(self, as_):
        client = as_(make_user("stranger", rights=["view_initiative", "change_initiative", "add_importrun"]))

        assert upload(client, GOOD).status_code == 403
        assert client.get("/admin/initiatives/importrun/").status_code == 403
        assert client.get(reverse("admin:initiatives_importrun_template")).status_code == 403
        assert client.get("/admin/initiatives/initiative/export/").status_code == 403
        data = {"action": "export_chosen", "_selected_action": [make_initiative().pk]}
        assert client.post("/admin/initiatives/initiative/", data).status_code in (200, 302)

    def test_rows_outside_ones_countries_are_problems(self, as_):
        foreign = make_initiative(slug="secret", title="Secret", codes=["XK"], start_date="2001")
        client = as_(make_user("olena", group="Editors", codes=["UA"]))
        run = run_of(client, f"id,title,countries,start_date\n{foreign.uuid},Secret talks,UA,1999\n,New,XK,2018\n")

        assert (run.counts["problem"], run.counts["new"], run.counts["changed"]) == (2, 0, 0)
        assert "2001" not in client.get(page(run)).content.decode()

    def test_countries_taken_away_since_the_preview_refuse_it(self, as_):
        olena = make_user("olena", group="Editors", codes=["UA"])
        client = as_(olena)
        run = run_of(client, GOOD)
        olena.countries.set([make_country("XK")])
        as_(olena)  # whose sessions ended with that

        assert "no longer within your countries" in said(client.post(page(run, "confirm"), follow=True))[-1]
        assert list(Initiative.objects.all()) == []


class TestExport:
    def export(self, client, query=""):
        text = b"".join(client.get(f"/admin/initiatives/initiative/export/?{query}").streaming_content)
        return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"))))

    def test_gives_what_the_list_shows_drafts_included_and_comes_back_the_same(self, as_, editor, initiative):
        make_initiative(slug="b", title="=cmd()", codes=["XK"])
        client = as_(editor)

        assert [row["title"] for row in self.export(client, "countries__code__exact=UA")] == ["Donbas Dialogue"]
        assert [row["title"] for row in self.export(client, "q=cmd")] == ["'=cmd()"]
        text = b"".join(client.get("/admin/initiatives/initiative/export/").streaming_content)
        assert run_of(client, text).counts["same"] == 2

    def test_stays_within_ones_countries(self, as_, initiative):
        make_initiative(slug="b", title="Elsewhere", codes=["XK"])
        client = as_(make_user("olena", group="Editors", codes=["UA"]))

        assert [row["title"] for row in self.export(client)] == ["Donbas Dialogue"]

    def test_of_chosen_rows(self, as_, editor, initiative):
        make_initiative(slug="b", codes=["XK"])
        data = {"action": "export_chosen", "_selected_action": [initiative.pk]}

        response = as_(editor).post("/admin/initiatives/initiative/", data)

        assert len(b"".join(response.streaming_content).decode().strip().splitlines()) == 2

    def test_as_a_workbook(self, as_, editor, initiative):
        make_initiative(slug="b", title="=cmd()", codes=["XK"])

        response = as_(editor).get("/admin/initiatives/initiative/export/?format=xlsx&q=cmd")

        book, title = sheets(response.content), COLUMNS.index("title")
        assert [row[title] for row in book["initiatives"]] == ["title", "=cmd()"]
        told = dict(book["about"])
        assert (told["Asked for"], told["Query"]) == (
            "q: cmd",
            "http://testserver/admin/initiatives/initiative/?q=cmd",
        )

    def test_in_a_format_of_the_package(self, as_, editor, initiative):
        make_initiative(slug="b", title="=cmd()", codes=["XK"])

        response = as_(editor).get("/admin/initiatives/initiative/export/?format=tsv&q=cmd")

        rows = list(csv.DictReader(io.StringIO(response.content.decode()), delimiter="\t"))
        assert [row["title"] for row in rows] == ["'=cmd()"]
        assert "no-store" in response["Cache-Control"]

    def test_of_an_odd_filter_is_a_bad_request(self, as_, editor):
        assert as_(editor).get("/admin/initiatives/initiative/export/?stage=%00").status_code == 400


def test_what_is_said_of_the_file_stands_beside_its_line(as_, editor):
    client = as_(editor)
    run = run_of(client, "title,countries,Sectors\nBridge talks,UA,\n\nPeace lab,UA,\n")
    shown = " ".join(client.get(page(run)).content.decode().split())
    assert "Line 1: “Sectors”: This column is not known and is ignored." in shown
    assert "Line 3: This row is blank and is left out." in shown


def test_an_original_text_is_called_so_in_the_preview(as_, editor):
    client = as_(editor)
    run = run_of(client, "title,countries,title_original,original_language\nBridge talks,UA,Міст,uk\n")
    (shown,) = client.get(page(run)).context["plan"].rows
    assert "Міст; original language; Written by the editors" in [difference.new for difference in shown.differences]
