"""Grants in the 360Giving CSV form, through the same plan and import as our own columns."""

import csv
import io

import pytest

from initiatives.domain import documents
from initiatives.domain.columns import project
from initiatives.domain.lookups import Lookups
from initiatives.imports import apply, grants, plan, reading
from initiatives.models import Initiative, Organisation
from tests.domain import made
from tests.imports.files import outcomes, own, told

pytestmark = pytest.mark.django_db
GRANT = {
    "Identifier": "360G-example-1", "Title": "Neighbours talk", "Description": "A grant; ask grants@example.org",
    "Currency": "GBP", "Amount Awarded": "3239.34", "Award Date": "2015-06-01T00:00:00+00:00",
    "Planned Dates:Start Date": "2017-01-17T00:00:00+00:00", "Planned Dates:End Date": "2017-06-14",
    "Recipient Org:0:Identifier": "GB-COH-00000001", "Recipient Org:0:Name": "Example Neighbours",
    "Recipient Org:0:Web Address": "https://example.org/", "Funding Org:0:Identifier": "GB-CHC-0000002",
    "Funding Org:0:Name": "Example Trust", "Grant Programme:0:Title": "Small grants",
    "Last modified": "2019-05-15T00:00:00+00:00",
}  # fmt: skip


@pytest.fixture(autouse=True)
def countries():
    made.country("GB", name_en="United Kingdom", alpha3="GBR")
    made.country("UA", name_en="Ukraine", alpha3="UKR")


def file_of(*rows):
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(dict.fromkeys(name for row in rows for name in row)), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def imported(*rows):
    apply.apply(apply.preview(file_of(*rows), file_name="grants.csv"))


def planned(*rows):
    return plan.make(reading.read(file_of(*rows)))


def test_a_grant_becomes_a_profile():
    imported(GRANT)
    document = documents.read_one("initiative", Initiative.objects.get().uuid)
    row = project(document, Lookups([document]))
    assert {column: text for column, text in row.items() if text and column != "id"} == {
        "language": "en", "title": "Neighbours talk", "description": "A grant; ask […]", "kind": "grant",
        "status": "unknown", "start_date": "2017-01-17", "end_date": "2017-06-14", "countries": "GB",
        "lead": "Example Neighbours", "funders": "Example Trust | Small grants | 3239.34 GBP",
        "source_title": "360Giving grant 360G-example-1, published by Example Trust", "source_date": "2019-05-15",
        "external_ids": "360giving:360G-example-1",
    }  # fmt: skip


def test_organisations_get_their_numbers_and_pages():
    imported(GRANT)
    found = Organisation.objects.values_list("name", "identifiers__value", "website")
    assert sorted(found) == [
        ("Example Neighbours", "GB-COH-00000001", "https://example.org/"), ("Example Trust", "GB-CHC-0000002", ""),
    ]  # fmt: skip


def test_the_same_grant_again_says_same():
    imported(GRANT)
    assert outcomes(planned(GRANT)) == ["same"]
    assert outcomes(planned(GRANT | {"Title": "Neighbours still talk"})) == ["changed"]


def test_where_the_money_works_comes_before_where_the_recipient_sits():
    where = {"Beneficiary Location:0:Country Code": "UA", "Beneficiary Location:0:Name": "Kyiv"}
    row = own(planned(GRANT | where))[0]
    assert (row.document["countries"], len(row.document["places"])) == (["UA"], 1)


def test_a_country_taken_from_a_register_is_told():
    assert (2, "countries", "GB") in told(planned(GRANT), "warning")


def test_a_recipient_in_no_country_is_a_problem():
    found = planned(GRANT | {"Recipient Org:0:Identifier": "360G-example-org:1"})
    assert told(found) == [(2, "countries", "")]


def test_a_grant_to_a_person_is_left_out():
    person = GRANT | {"Recipient Ind:Identifier": "360G-person-7", "Recipient Ind:Name": "Sentinel"}
    found = planned(GRANT, person)
    assert (outcomes(found), [problem.line for problem in found.file_problems]) == (["new"], [3])
    assert "Sentinel" not in str(found)


def test_our_own_header_is_none_of_grants():
    assert not grants.is_grants(["title", "countries", "funders"])


def test_names_and_titles_lose_addresses_and_numbers_too():
    ask = "ask me@example.org or +44 20 7946 0000"
    asked = ["Title", "Recipient Org:0:Name", "Funding Org:0:Name", "Grant Programme:0:Title"]
    row = GRANT | {name: f"{GRANT[name]}, {ask}" for name in asked} | {"Beneficiary Location:0:Name": f"Leeds, {ask}"}
    told = str([(one.title, one.document) for one in planned(row).rows])
    assert "ask […] or […]" in told
    assert "me@" not in told
    assert "7946" not in told


def test_who_is_named_by_an_address_alone_is_nobody():
    found = planned(GRANT | {"Recipient Org:0:Name": "me@example.org"})
    assert [row.title for row in found.rows if row.subject == "organisation"] == ["Example Trust"]
