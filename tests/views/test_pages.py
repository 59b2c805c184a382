"""What holds for every public page."""

import pytest
from django.contrib.staticfiles import finders

from initiatives.filters import InitiativeFilterSet
from tests.domain import made
from tests.factories import make_full, make_initiative
from tests.views.pages import LANGUAGES, in_language, read

pytestmark = pytest.mark.django_db

PATHS = [
    "/",
    "/initiatives/",
    "/initiatives/platform/",
    "/countries/",
    "/countries/ua/",
    "/organisations/",
    "/organisations/publisher-1/",
    "/activities/",
    "/map/",
    "/about/",
    "/data/",
    "/correct/?about=platform",
    "/styleguide/",
]


@pytest.fixture(autouse=True)
def platform():
    return make_full("A platform", slug="platform")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PATHS)
def test_page_in_each_language(client, path, language):
    response = client.get(in_language(path, language))

    page = read(response)
    assert response.status_code == 200
    assert [html["lang"] for html in page.all("html")] == [language]
    assert len(page.all("h1")) == len(page.all("main", id="main")) == 1
    assert [address for address in page.loaded() if not address.startswith("/static/")] == []
    inline = [script for script in page.all("script") if not script.get("src")]
    assert {script.get("type") for script in inline} <= {"application/ld+json"}  # data, which no browser runs
    assert page.all("style") == []
    assert [tag for _, tag in page.tags if "style" in tag or any(name.startswith("on") for name in tag)] == []
    assert dict(response.cookies) == {}


@pytest.mark.parametrize("path", PATHS)
def test_page_links_itself_in_six_languages(client, path):
    for language in LANGUAGES:
        page = read(client.get(in_language(path, language)))

        nav = [link["href"] for link in page.all("a") if link.get("hreflang") == link.get("lang") and "lang" in link]
        assert [in_language(path, other) for other in LANGUAGES] == nav[:6]
        pages = [link for link in page.all("link", rel="alternate") if link.get("type") != "application/atom+xml"]
        assert [link["hreflang"] for link in pages] == [*LANGUAGES, "x-default"]


@pytest.mark.parametrize("path", PATHS)
def test_internal_links_lead_somewhere(client, path):
    page = read(client.get(path))

    addresses = {href for href in page.hrefs() if href.startswith("/") and not href.startswith("/static/")}
    if path == "/styleguide/":
        addresses = {address for address in addresses if "sample" not in address}
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("path", PATHS)
def test_marks_lead_to_a_source_on_the_page(client, path):
    page = read(client.get(path))

    ids = [tag["id"] for _, tag in page.tags if "id" in tag]
    assert sorted(ids) == sorted(set(ids))
    assert [href for href in page.hrefs() if href.startswith("#") and href[1:] not in ids] == []


def test_translation_says_that_nobody_read_it(client):
    footers = {language: client.get(in_language("/about/", language)).content.count(b"<p>") for language in LANGUAGES}

    assert {language: n - footers["en"] for language, n in footers.items() if language != "en"} == dict.fromkeys(
        LANGUAGES[1:], 1
    )


def test_style_sheets_are_there():
    assert all(finders.find(f"css/{name}.css") for name in ("tokens", "base", "layout", "reading", "using"))


@pytest.mark.parametrize("path", ["/nothing/", "/uk/initiatives/none/", "/countries/zz/", "/organisations/none/"])
def test_missing_page_offers_a_way_on(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert [href for href in read(response).hrefs() if href.endswith("/initiatives/")] != []


def test_correct_names_the_public_profile_only(client, settings):
    settings.CONTACT_URL = "https://example.org/contact"

    page = read(client.get("/correct/?about=platform"))

    assert "A platform" in page.text
    assert "https://example.org/contact" in page.hrefs()
    assert read(client.get("/correct/?about=nothing")).text.count("About:") == 0
    assert {href for href in page.hrefs() if "about=platform" in href} >= {
        f"/correct/{kind}/?about=platform" for kind in ("correction", "removal", "claim")
    }


def test_country_in_capitals_leads_to_its_address(client):
    assert client.get("/countries/UA/").headers["Location"] == "/countries/ua/"


@pytest.mark.parametrize(
    "path",
    ["/", "/initiatives/", "/countries/", "/countries/xk/", "/organisations/publisher-2/", "/activities/", "/map/"],
)
def test_note_on_a_name_stands_once_where_the_name_stands(client, path):
    made.country("XK", naming_note="kosovo")
    partner = make_full("In Kosovo", number=2, countries=["XK"]).partners.get().organisation

    page = read(client.get(path.replace("publisher-2", partner.slug)))

    assert page.text.count("This designation is without prejudice") == 1


def test_page_past_the_end_leads_back(client):
    make_initiative(countries=["UA"])
    page = read(client.get("/initiatives/?country=UA&page=7"))

    assert "Nothing in the directory fits all of this." not in page.text
    assert page.all("a", href="?country=UA")


def test_the_data_page_names_every_parameter(client):
    names = read(client.get("/data/")).text.partition("Parameters:")[2].partition(".")[0].replace(",", " ").split()

    assert sorted(names) == sorted([*InitiativeFilterSet.base_filters, "page", "after"])
