import pytest
from import_export.formats.base_formats import CSV, XLSX
from openpyxl import load_workbook

from initiatives.domain.columns import COLUMNS
from initiatives.exports.resources import InitiativeResource
from initiatives.imports import plan, reading
from initiatives.models import Initiative
from tests.domain import made
from tests.imports.files import outcomes

pytestmark = pytest.mark.django_db


def test_a_csv_file_of_the_admin_comes_back_unchanged():
    made.initiative("=1+1", stage="draft")
    dataset = InitiativeResource().export(Initiative.objects.all())
    again = plan.make(reading.read(CSV().export_data(dataset).encode()))
    assert (again.problems, outcomes(again)) == ([], ["same"])


def test_no_cell_of_a_workbook_is_a_formula(tmp_path):
    made.initiative("=1+1")
    path = tmp_path / "out.xlsx"
    path.write_bytes(XLSX().export_data(InitiativeResource().export(Initiative.objects.all())))
    sheet = load_workbook(path).active
    cell = sheet.cell(2, COLUMNS.index("title") + 1)
    assert (cell.value, cell.data_type) == ("'=1+1", "s")
