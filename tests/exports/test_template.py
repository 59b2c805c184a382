import csv
import io

import pytest
from django.core.management import call_command
from django.utils.translation import override

from initiatives.domain.columns import COLUMNS
from initiatives.exports.template import explanations, template
from initiatives.imports import plan, reading
from initiatives.vocabulary import LABEL_LANGUAGES
from tests.imports.files import outcomes, told

pytestmark = pytest.mark.django_db


def test_every_column_is_explained():
    assert list(explanations()) == list(COLUMNS)


@pytest.mark.parametrize("language", LABEL_LANGUAGES)
def test_the_untouched_template_imports_nothing(language):
    with override(language):
        table = reading.read(template().encode())
    assert (table.rows, table.problems) == ([], [])


def test_the_example_can_be_imported():
    call_command("loaddata", "countries", verbosity=0)
    rows = list(csv.DictReader(io.StringIO(template().removeprefix("\ufeff"), newline="")))
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    writer.writerow(rows[1] | {"id": ""})
    found = plan.make(reading.read(text.getvalue().encode()))
    assert (outcomes(found), told(found)) == (["new"], [])
