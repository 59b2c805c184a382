"""The workbook of initiatives: the rows of the CSV, what it is, and what its codes are called."""

import csv
import io
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from initiatives.domain.cells import restored
from initiatives.domain.columns import COLUMNS
from initiatives.exports import csv as csv_export
from initiatives.exports import xlsx
from initiatives.exports.asked import Asked
from initiatives.exports.rows import batches
from initiatives.exports.workbook import LONGEST_CELL
from initiatives.imports import plan, reading
from initiatives.models import Initiative, Organisation, Place, Source
from initiatives.visibility import EDITORS, PUBLIC
from initiatives.vocabulary import BENEFICIARIES
from tests.domain import made
from tests.exports.books import kinds, sheets
from tests.exports.test_round_trip import FEW, TEXT, make_odd
from tests.factories import make_full
from tests.imports.files import exported, outcomes

pytestmark = pytest.mark.django_db


def book(audience=EDITORS, asked=None):
    """The bytes of the workbook of everything."""
    file = io.BytesIO()
    xlsx.write(file, batches(Initiative.objects.order_by("pk")), audience, asked)
    return file.getvalue()


def facts(data):
    return dict(sheets(data)["about"][1:])


def csv_rows(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("audience", [PUBLIC, EDITORS])
def test_holds_the_rows_of_the_csv_cell_by_cell(audience):
    for number in range(3):
        make_full(number=number)
    made.initiative("=1+1", texts=[{"language": "en", "title": "+996", "summary": "-\n@"}])
    text = "".join(csv_export.stream(batches(Initiative.objects.order_by("pk")), audience))

    data = book(audience)

    wanted = [[restored(cell) for cell in row] for row in csv_rows(text.encode())]
    assert [[restored(cell) for cell in row] for row in sheets(data)["initiatives"]] == wanted
    assert (list(sheets(data)), kinds(data)) == (["initiatives", "about", "codes"], {("s", "@")})


# XML holds no U+FFFE and U+FFFF, and a file with U+FFFD draws a warning.
UNFIT = set("\ufffd\ufffe\uffff")


@FEW
@given(st.lists(TEXT.filter(lambda text: not UNFIT.intersection(text)), min_size=16, max_size=16,
                unique=True))  # fmt: skip
def test_nothing_changes_whatever_was_stored(texts):
    for model in (Initiative, Source, Organisation, Place):
        model.objects.all().delete()
    make_odd(texts)
    again = plan.make(reading.read(book()))
    assert (again.problems, outcomes(again)) == ([], ["same"])


def test_full_profiles_in_every_stage_come_back_unchanged():
    for number, stage in enumerate(("draft", "in-review", "published", "archived", "withdrawn")):
        make_full(number=number, stage=stage)
    again = plan.make(reading.read(book()))
    assert (again.problems, outcomes(again)) == ([], ["same"] * 5)


def test_a_text_longer_than_a_cell_is_left_blank_told_and_kept():
    text = "word " * (LONGEST_CELL // 5) + "longer"
    key = made.initiative(texts=[{"language": "en", "title": "Long", "description": text}])

    data = book()

    row = dict(zip(*sheets(data)["initiatives"], strict=True))
    assert (row["title"], row["description"]) == ("Long", "")
    assert str(key) in facts(data)["Left blank"] and "description" in facts(data)["Left blank"]
    again = plan.make(reading.read(data))
    assert (again.problems, outcomes(again)) == ([], ["same"])
    assert text in exported().decode()


def test_about_says_what_the_file_is(settings):
    settings.SITE_NAME = "Peace here"
    made.initiative()
    asked = Asked("Country: Ukraine", "https://example.org/initiatives/?country=UA", "https://example.org/")

    told = facts(book(PUBLIC, asked))

    assert told.pop("Date").startswith(timezone.localdate().isoformat())
    assert told == {
        "Site": "Peace here",
        "Address of the site": "https://example.org/",
        "Data licence": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
        "Terms": "Name Peace here and the address of the profile, and say what you changed.",
        "Asked for": "Country: Ukraine",
        "Query": "https://example.org/initiatives/?country=UA",
        "Rows": "1",
    }
    assert "don't pass it on" in facts(book(EDITORS, asked))["Terms"]


def test_codes_say_what_every_code_is_called_in_six_languages():
    call_command("loaddata", "countries", verbosity=0)

    header, *rows = sheets(book(PUBLIC))["codes"]

    assert header == ["list", "code", "label_en", "label_uk", "label_sq", "label_ky", "label_ru", "label_sr"]
    labels = {(row[0], row[1]): row[2:] for row in rows}
    assert labels["themes", "dialogue"][0] == "Dialogue" and labels["countries", "UA"][1] == "Україна"
    assert all(all(row) for row in labels.values())


def test_codes_that_only_editors_see_are_in_no_public_workbook():
    def told(audience):
        return {row[1] for row in sheets(book(audience))["codes"]}

    hidden = {entry.slug for entry in BENEFICIARIES if entry.sensitive}
    assert (hidden & told(PUBLIC), hidden & told(EDITORS)) == (set(), hidden)


def test_the_public_address_gives_what_the_list_shows(client):
    made.initiative("One", kind="project")
    made.initiative("Two", kind="network")
    made.initiative("Draft", kind="network", stage="draft")

    response = client.get("/initiatives.xlsx?kind=network")

    data = b"".join(response)
    assert [row[COLUMNS.index("title")] for row in sheets(data)["initiatives"]] == ["title", "Two"]
    told = facts(data)
    assert (told["Asked for"], told["Query"]) == (
        "Kind: Network or coalition",
        "http://testserver/initiatives/?kind=network",
    )
    assert response["Content-Disposition"] == 'attachment; filename="initiatives.xlsx"'


def test_says_which_spelling_was_shown_instead(client):
    made.initiative("Dialogue of towns")

    data = b"".join(client.get("/initiatives.xlsx?q=dialgue"))

    assert (facts(data)["Asked for"], facts(data)["Rows"]) == ("Search: dialgue; shown instead: Dialogue", "1")


def test_a_list_too_long_for_a_workbook_at_once_is_refused(client, monkeypatch):
    monkeypatch.setattr("initiatives.views.downloads.MOST_IN_A_WORKBOOK", 1)
    made.initiative("One")
    made.initiative("Two")

    response = client.get("/initiatives.xlsx")

    assert (response.status_code, "at most 1 initiative" in response.content.decode()) == (400, True)
    assert client.get("/initiatives.xlsx?q=Two").status_code == 200


def test_the_command_writes_a_workbook(tmp_path):
    made.initiative("Public", kind="network")
    made.initiative("Draft", stage="draft")
    path = tmp_path / "out.xlsx"

    call_command("export_profiles", format="xlsx", output=str(path), query="kind=network")
    listed = path.read_bytes()
    call_command("export_profiles", format="xlsx", output=str(path), all=True)

    title = COLUMNS.index("title")
    assert [row[title] for row in sheets(listed)["initiatives"][1:]] == ["Public"]
    assert (facts(listed)["Asked for"], facts(listed)["Query"]) == (
        "Kind: Network or coalition",
        "/initiatives/?kind=network",
    )
    assert [row[title] for row in sheets(path.read_bytes())["initiatives"][1:]] == ["Public", "Draft"]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_command_prints_no_workbook():
    with pytest.raises(CommandError) as raised:
        call_command("export_profiles", format="xlsx")
    assert raised.value.returncode == 2


def test_a_workbook_has_no_macro_and_asks_nothing_of_outside():
    made.initiative("https://example.org/", website="https://example.org/")

    with ZipFile(io.BytesIO(book())) as file:
        names, text = file.namelist(), b"".join(file.read(name) for name in file.namelist())

    assert [name for name in names if "vba" in name.lower() or "external" in name.lower()] == []
    assert b"<f>" not in text and b"TargetMode" not in text and b"hyperlink" not in text
