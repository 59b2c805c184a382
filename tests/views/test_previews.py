"""What search engines, messengers and programs for references are told of a page."""

import json

import pytest

from tests.factories import make_full, make_initiative, make_organisation
from tests.views.pages import in_language, read

pytestmark = pytest.mark.django_db


def told(page):
    """{property: content} of what a page says of itself."""
    return {tag.get("property") or tag.get("name"): tag["content"] for tag in page.all("meta") if "content" in tag}


def canonical(page):
    return [link["href"] for link in page.all("link", rel="canonical")]


def test_profile_has_a_preview(client):
    texts = [{"language": "en", "title": "Rivers", "summary": "People of two banks meet.", "is_original": True}]
    make_initiative(slug="rivers", texts=texts)

    found = told(read(client.get("/uk/initiatives/rivers/")))
    assert (found["og:title"], found["og:description"]) == ("Rivers", "People of two banks meet.")
    assert found["og:url"] == "http://testserver/uk/initiatives/rivers/"
    assert found["og:image"] == "http://testserver/static/card.png"


def test_preview_of_a_restricted_profile_has_its_name_only(client):
    make_full("A quiet group", slug="quiet", sensitivity="restricted")

    found = told(read(client.get("/initiatives/quiet/")))
    assert found["og:title"] == "A quiet group"
    assert "og:description" not in found


def test_organisation_has_a_preview(client):
    fund = make_organisation("Fund", slug="fund", description="It pays for talks.")
    make_initiative(funders=[{"organisation": str(fund.uuid)}])

    found = told(read(client.get("/organisations/fund/")))
    assert (found["og:title"], found["description"]) == ("Fund", "It pays for talks.")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ""),
        ("?sort=title&utm=x", ""),
        ("?country=UA&page=1&sort=title", "?country=UA"),
        ("?country=UA&page=2", "?country=UA&page=2"),
    ],
)
@pytest.mark.parametrize("language", ["en", "uk"])
def test_list_in_any_order_has_one_address(client, language, query, expected):
    path = in_language("/initiatives/", language)

    assert canonical(read(client.get(path + query))) == [f"http://testserver{path}{expected}"]


def test_pages_that_are_nobody_elses_have_no_address_to_share(client):
    page = read(client.get("/nothing/"))

    assert (canonical(page), page.all("meta", property="og:url")) == ([], [])


def test_records_for_programs_that_keep_references(client):
    make_initiative("Rivers & {banks}", slug="rivers")

    formats = dict(client.get("/initiatives/rivers/").context["cite"].formats)
    (item,) = json.loads(formats["CSL-JSON"])
    lines = dict(line.split("  - ", 1) for line in formats["RIS"].splitlines())
    assert list(formats) == ["BibTeX", "RIS", "CSL-JSON"]
    assert "title = {{Rivers \\& banks}}" in formats["BibTeX"]
    assert (item["title"], item["URL"]) == (lines["TI"], lines["UR"]) == ("Rivers & {banks}", item["URL"])
    assert item["URL"].startswith("http://testserver/initiatives/rivers/versions/")


@pytest.mark.parametrize("hidden", [{"stage": "draft"}, {"sensitivity": "withheld"}])
def test_one_profile_as_a_file(client, hidden):
    make_initiative("Rivers", slug="rivers")
    make_initiative("Hidden", slug="hidden", **hidden)

    rows = client.get("/initiatives/rivers.csv")
    assert rows.headers["Content-Disposition"] == 'attachment; filename="rivers.csv"'
    assert len(rows.content.decode().splitlines()) == 2
    assert json.loads(client.get("/initiatives/rivers.json").content)["title"] == "Rivers"
    missing = [client.get(f"/initiatives/{name}").status_code for name in ("hidden.csv", "none.json", "rivers.txt")]
    assert missing == [404, 404, 404]
