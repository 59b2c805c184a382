"""Pages where a page can't be: friendly, in the language of the address, and without a database."""

import pytest
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client

from initiatives.views import details
from tests.views.pages import LANGUAGES, in_language, read

HEADINGS = {
    400: "This address can't be read",
    404: "There is no such page",
    413: "This is more than the site takes",
    500: "Something went wrong on our side",
    503: "Closed for a moment",
}


@pytest.fixture
def stranger():
    return Client(raise_request_exception=False)


@pytest.fixture
def failing(monkeypatch):
    """failing(error): every page of an initiative raises it."""

    def make(error):
        def fail(slug):
            raise error

        monkeypatch.setattr(details.profiles, "get", fail)

    return make


@pytest.fixture
def sender():
    """Somebody whose browser brought a token; whether it is the right one is asked after the form is read."""
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies["csrftoken"] = "a" * 32
    return client


def heading(response):
    return response.content.decode().partition("<h1>")[2].partition("</h1>")[0].replace("&#x27;", "'")


def is_whole(response, language):
    page = read(response)
    assert [html["lang"] for html in page.all("html")] == [language]
    assert page.all("main", id="main")
    assert in_language("/", language) in page.hrefs()
    assert dict(response.cookies) == {}
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_missing_page(stranger, language):
    response = stranger.get(in_language("/nothing/", language))

    assert response.status_code == 404
    is_whole(response, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_host(stranger, language):
    response = stranger.get(in_language("/about/", language), HTTP_HOST="a b")

    assert response.status_code == 400
    is_whole(response, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_too_much_at_once(sender, settings, language):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000

    response = sender.post(in_language("/correct/correction/", language), {"text": "x" * 2000})

    assert response.status_code == 413
    is_whole(response, language)


def test_too_many_fields(sender, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3

    assert sender.post("/correct/correction/", {f"n{n}": "" for n in range(9)}).status_code == 413


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistake_of_ours(stranger, failing, language):
    failing(ZeroDivisionError)

    response = stranger.get(in_language("/initiatives/any/", language))

    assert response.status_code == 500
    is_whole(response, language)


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("language", LANGUAGES)
def test_silent_database(stranger, failing, error, language):
    failing(error)

    response = stranger.get(in_language("/initiatives/any/", language))

    assert (response.status_code, response.headers["Retry-After"]) == (503, "120")
    is_whole(response, language)


def test_other_complaints_of_the_database_are_mistakes_of_ours(stranger, failing):
    failing(DatabaseError)

    assert stranger.get("/initiatives/any/").status_code == 500


@pytest.mark.parametrize("language", LANGUAGES)
def test_closed_for_work(stranger, settings, tmp_path, language):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()

    for address in ("/", "/initiatives/", "/admin/", "/correct/correction/", "/nothing/"):
        response = stranger.get(in_language(address, language))
        assert (address, response.status_code, response.headers["Retry-After"]) == (address, 503, "120")
        is_whole(response, language)


@pytest.mark.django_db
def test_health_is_told_while_closed(client, settings, tmp_path):
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    settings.MAINTENANCE_FILE.touch()

    assert client.get("/healthz").status_code == 200


def test_each_says_what_it_is(stranger, sender, failing, settings):
    found = {404: stranger.get("/nothing/"), 400: stranger.get("/about/", HTTP_HOST="a b")}
    failing(ZeroDivisionError)
    found[500] = stranger.get("/initiatives/any/")
    failing(OperationalError)
    found[503] = stranger.get("/initiatives/any/")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    found[413] = sender.post("/correct/correction/", {"text": "x" * 2000})

    assert {status: heading(response) for status, response in found.items()} == HEADINGS


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_used_link_is_gone(client, language):
    """The only 410: what was a profile answers as if it had never been (404)."""
    response = client.get(in_language("/confirm/none/", language))

    assert response.status_code == 410
    is_whole(response, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_form_without_its_token(sender, language):
    response = sender.post(in_language("/correct/correction/", language), {})

    assert response.status_code == 403
    is_whole(response, language)


def test_a_query_of_too_many_parts_is_refused_with_a_page(client):
    answer = client.get("/initiatives/?" + "a=1&" * 6000)

    assert answer.status_code == 413 and b"<h1>" in answer.content
