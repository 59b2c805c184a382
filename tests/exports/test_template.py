import csv
import io

import pytest
from django.core.management import call_command
from django.utils.translation import override

from initiatives.domain.columns import COLUMNS
from initiatives.exports.accepted import LISTS
from initiatives.exports.template import explanations, template, workbook
from initiatives.imports import plan, reading
from initiatives.models import Country
from initiatives.vocabulary import BENEFICIARIES, KINDS, LABEL_LANGUAGES
from tests.exports.books import kinds, sheets
from tests.imports.files import outcomes, told

pytestmark = pytest.mark.django_db


def test_every_column_is_explained():
    assert list(explanations()) == list(COLUMNS)


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_the_untouched_template_imports_nothing(language):
    with override(language):
        table = reading.read(template().encode())
    assert (list(table.rows), table.problems) == ([], [])


def test_the_example_can_be_imported():
    call_command("loaddata", "countries", verbosity=0)
    rows = list(csv.DictReader(io.StringIO(template().removeprefix("\ufeff"), newline="")))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerow(rows[1] | {"id": ""})
    found = plan.make(reading.read(text.getvalue().encode()))
    assert (outcomes(found), told(found)) == (["new"], [])


def test_the_workbook_holds_the_rows_of_the_csv():
    rows = list(csv.reader(io.StringIO(template().removeprefix("\ufeff"), newline="")))

    data = workbook()

    assert (sheets(data)["template"], kinds(data)) == (rows, {("s", "@")})


def test_the_workbook_names_every_accepted_value():
    call_command("loaddata", "countries", verbosity=0)

    header, *rows = sheets(workbook())["accepted values"]

    assert header == ["slug", "label", "list"]
    assert [["youth", BENEFICIARIES["youth"].label, "beneficiaries"], ["UA", "Ukraine", "countries"]] == [
        row for row in rows if row[0] in ("UA", "youth")
    ]
    named = {name: {row[0] for row in rows if row[2] == name} for name in dict.fromkeys(row[2] for row in rows)}
    assert named == {name: set(found.slugs) for name, found in LISTS.items()} | {
        "countries": set(Country.objects.values_list("pk", flat=True))
    }


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_the_workbook_speaks_the_editor_s_language(language):
    with override(language):
        rows = sheets(workbook())["accepted values"]
        label = str(KINDS["platform"].label)

    assert ["platform", label, "kind"] in rows
