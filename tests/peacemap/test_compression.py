"""How answers are packed: by what the browser takes, and by whether the page may hold a secret."""

import gzip

import brotli
import pytest
from django.contrib.auth import get_user_model

from tests.factories import make_full

pytestmark = pytest.mark.django_db

ALL = {"HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd"}
GZIP = {"HTTP_ACCEPT_ENCODING": "gzip, deflate"}
FORM = "/correct/addition/"


def encoding(response):
    return response.headers.get("Content-Encoding", "")


def test_reader_gets_brotli(client):
    plain, packed = client.get("/about/"), client.get("/about/", **ALL)

    assert (encoding(plain), encoding(packed)) == ("", "br")
    assert brotli.decompress(packed.content) == plain.content
    assert packed.headers["Content-Length"] == str(len(packed.content))
    assert packed.headers["ETag"] == plain.headers["ETag"] and plain.headers["ETag"].startswith("W/")
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in packed.headers["Vary"]


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("", ""),
        ("identity", ""),
        ("gzip", "gzip"),
        ("br", "br"),
        ("GZIP;q=1, BR ; q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip;q=0, br;q=0, identity", ""),
        ("gzip, br; q=0.000", "gzip"),
        ("brotli;;;q=x=y,,", ""),
        ("*", ""),
    ],
)
def test_what_the_browser_takes(client, accepted, expected):
    assert encoding(client.get("/about/", HTTP_ACCEPT_ENCODING=accepted)) == expected


def test_page_with_a_form_is_padded_at_random(client):
    answers = [client.get(FORM, **ALL) for _ in range(8)]

    assert {encoding(answer) for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1
    assert all(b"csrfmiddlewaretoken" in gzip.decompress(answer.content) for answer in answers)


def test_who_is_logged_in_gets_padding_everywhere(client):
    client.force_login(get_user_model().objects.create_superuser("root", password=None))

    answers = [client.get("/about/", **ALL) for _ in range(8)]

    assert {encoding(answer) for answer in answers} == {"gzip"}
    assert len({len(answer.content) for answer in answers}) > 1


def test_download_is_packed_piece_by_piece(client):
    make_full("A platform")

    plain, packed = client.get("/initiatives.csv"), client.get("/initiatives.csv", **ALL)

    assert packed.streaming
    assert encoding(packed) == "gzip"
    assert gzip.decompress(b"".join(packed)) == b"".join(plain)
    assert "Content-Length" not in packed.headers


def test_workbook_is_packed_already(client):
    make_full("A platform")

    assert encoding(client.get("/initiatives.xlsx", **ALL)) == ""


def test_short_answers_are_sent_as_they_are(client):
    assert encoding(client.get("/healthz", **ALL)) == ""


def test_old_browser_gets_gzip_without_padding(client):
    plain, packed = client.get("/about/"), [client.get("/about/", **GZIP) for _ in range(3)]

    assert {encoding(answer) for answer in packed} == {"gzip"}
    assert {gzip.decompress(answer.content) for answer in packed} == {plain.content}
    assert len({answer.content for answer in packed}) == 1
    assert packed[0].headers["Content-Length"] == str(len(packed[0].content))
