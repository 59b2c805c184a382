import csv
import io

import pytest
from django.core.management import CommandError, call_command

from initiatives.domain.columns import COLUMNS
from tests.domain import made

pytestmark = pytest.mark.django_db


def export(**options):
    out = io.StringIO(newline="")
    call_command("export_profiles", stdout=out, **options)
    return list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"), newline="")))


def titles(rows):
    return [row[COLUMNS.index("title")] for row in rows[1:]]


def test_what_the_site_shows():
    made.initiative("Public")
    made.initiative("Draft", stage="draft")
    made.initiative("Withheld", sensitivity="withheld")
    rows = export()
    assert (rows[0], titles(rows)) == (list(COLUMNS), ["Public"])


def test_all_that_editors_see():
    for title, stage in (("Public", "published"), ("Draft", "draft")):
        made.initiative(title, stage=stage)
    assert titles(export(all=True)) == ["Public", "Draft"]


def test_a_query_as_in_the_address_of_the_list():
    made.initiative("One", kind="project")
    made.initiative("Two", kind="network")
    assert titles(export(query="kind=network")) == ["Two"]


def test_withheld_values_are_not_in_the_public_file():
    money = {"organisation": made.organisation("Sentinel fund"), "programme": "Sentinel programme"}
    made.initiative("Limited", sensitivity="limited", funders=[money])
    made.initiative("Open", terms=[{"list": "beneficiary", "slug": "survivors"}])
    text = str(export())
    assert [word for word in ("Sentinel", "survivors") if word in text] == []


def test_the_file_is_its_owner_s_alone(tmp_path):
    made.initiative("=Formula")
    path = tmp_path / "out.csv"
    export(output=str(path), all=True)
    assert path.stat().st_mode & 0o777 == 0o600
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,language,title,") and b",'=Formula," in data and data.endswith(b"\r\n")


def test_all_and_a_query_exclude_each_other():
    with pytest.raises(CommandError):
        export(all=True, query="kind=network")


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(number, django_assert_num_queries):
    for _ in range(number):
        made.initiative()
    with django_assert_num_queries(17):
        export(all=True)
