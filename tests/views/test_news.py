"""The feed of a filter, read as a feed reader reads it."""

import datetime as dt
import re

import pytest
from defusedxml import ElementTree

from initiatives.domain import documents, editing
from initiatives.views import news
from tests.factories import make_full, make_initiative, make_organisation
from tests.views.pages import LANGUAGES, in_language, read

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")


def feed(client, path="/initiatives.atom"):
    response = client.get(path)
    assert (response.status_code, response.headers["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return ElementTree.fromstring(response.content)


def said(element, *names):
    return [element.findtext(f"a:{name}", namespaces=ATOM) for name in names]


def titles(root):
    return [entry.findtext("a:title", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]


def links(element):
    return {link.get("rel"): link.get("href") for link in element.findall("a:link", ATOM)}


def test_feed_has_what_rfc_4287_asks(client):
    profile = make_full("Rivers & <banks>", slug="rivers")

    root = feed(client)

    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert said(root, "title", "id") == ["peacemap", "http://testserver/initiatives.atom"]
    assert links(root) == {
        "alternate": "http://testserver/initiatives/",
        "self": "http://testserver/initiatives.atom",
    }
    assert said(root.find("a:author", ATOM), "name") == ["peacemap"]
    (entry,) = root.findall("a:entry", ATOM)
    assert said(entry, "title", "id", "summary") == ["Rivers & <banks>", f"urn:uuid:{profile.uuid}", "A summary."]
    assert links(entry) == {"alternate": "http://testserver/initiatives/rivers/"}
    times = said(entry, "updated") + said(root, "updated")
    assert times[0] == times[1] and TIME.fullmatch(times[0])
    midnight = {"hour": 0, "minute": 0, "second": 0, "microsecond": 0}  # the second would tell of hidden edits
    assert dt.datetime.fromisoformat(times[0]) == profile.updated_at.replace(**midnight)
    assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["dialogue"]


def test_each_filter_has_a_feed(client):
    make_initiative("In Ukraine", countries=["UA"])
    make_initiative("In Kosovo", countries=["XK"])

    root = feed(client, "/initiatives.atom?country=XK&sort=title&utm=x")

    assert titles(root) == ["In Kosovo"]
    assert said(root, "title") == ["peacemap: Country: Country XK"]
    assert links(root) == {
        "alternate": "http://testserver/initiatives/?country=XK",
        "self": "http://testserver/initiatives.atom?country=XK",
    }


def test_what_changed_last_comes_first(client, monkeypatch):
    monkeypatch.setattr(news, "ENTRIES", 2)
    old = make_initiative("Old")
    make_initiative("Middle")
    make_initiative("New")
    key = str(old.uuid)
    texts = [{"language": "en", "title": "Old, told again", "summary": ""}]
    editing.write("initiative", {key: documents.read_one("initiative", key) | {"texts": texts}}, by=None, act="edited")

    assert titles(feed(client)) == ["Old, told again", "New"]


def test_feed_in_each_language_names_other_languages(client):
    texts = [
        {"language": "sq", "title": "Lumenj", "summary": "Njerëz.", "is_original": True},
        {"language": "uk", "title": "Ріки", "summary": "Люди.", "method": "editors"},
    ]
    make_initiative(slug="rivers", texts=texts)

    found = {language: feed(client, in_language("/initiatives.atom", language)) for language in LANGUAGES}

    assert {language: root.get(LANGUAGE) for language, root in found.items()} == {code: code for code in LANGUAGES}
    entries = {language: root.find("a:entry", ATOM) for language, root in found.items()}
    assert {code: entry.get(LANGUAGE) for code, entry in entries.items()} == {
        "en": "sq",
        "uk": None,
        "sq": None,
        "ky": "sq",
        "ru": "sq",
        "sr": "sq",
    }
    assert links(entries["uk"]) == {"alternate": "http://testserver/uk/initiatives/rivers/"}


def test_hidden_and_dateless_profiles_are_no_news(client):
    make_initiative("Draft", stage="draft")
    make_initiative("Withheld", sensitivity="withheld")
    make_full("Name only", sensitivity="restricted")

    root = feed(client)

    assert titles(root) == []
    assert said(root, "updated") == ["1970-01-01T00:00:00+00:00"]


@pytest.mark.parametrize(
    "query", ["q=%00%01%0B", "q=%EF%BF%BE%EF%BF%BF", "q=%ED%A0%80", "country=zz&since=x", "q=%3C%26"]
)
def test_odd_questions_get_a_feed_all_the_same(client, query):
    feed(client, f"/initiatives.atom?{query}")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/", "/initiatives.atom"),
        ("/initiatives/", "/initiatives.atom"),
        ("/uk/initiatives/?country=UA&sort=title&page=1&q=a+b", "/uk/initiatives.atom?country=UA&q=a+b"),
        ("/countries/ua/", "/initiatives.atom?country=UA"),
        ("/sq/organisations/fund/", "/sq/initiatives.atom?organisation=fund"),
    ],
)
def test_pages_name_their_feed(client, path, expected):
    fund = make_organisation("Fund", slug="fund")
    make_initiative(funders=[{"organisation": str(fund.uuid)}])

    page = read(client.get(path))

    assert [link["href"] for link in page.all("link", type="application/atom+xml")] == [expected]
    assert client.get(expected).status_code == 200


def test_list_leads_to_its_map_and_its_feed(client):
    make_initiative()

    hrefs = read(client.get("/uk/initiatives/?country=UA&sort=title&more=country")).hrefs()

    assert {"/uk/map/?country=UA", "/uk/initiatives.atom?country=UA"} <= set(hrefs)
