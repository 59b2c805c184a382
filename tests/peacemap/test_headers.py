import re

import pytest
from django.urls import reverse

from tests.factories import make_full
from tests.guards import addresses


def test_public_page_tells_browsers_to_ask_no_other_origin_and_to_name_no_referrer(client):
    response = client.get("/robots.txt")

    assert response.headers["Referrer-Policy"] == "no-referrer"
    policy = {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}
    assert policy == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert dict(response.cookies) == {}


@pytest.mark.django_db
def test_page_with_a_form_lets_the_browser_name_its_own_origin(client):
    assert client.get(reverse("admin:login")).headers["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_policy_of_every_page_allows_nothing_inline_and_nobody_else(client):
    make_full("A platform", slug="platform")
    world = addresses.World(["platform", "none"], ["publisher-1", "none"], ["ua", "zz"], ["platform"], ["publisher"])

    answers = [client.get(path) for path in addresses.every(world)]

    assert {answer.status_code for answer in answers} >= {200, 302, 404, 410}
    (policy,) = {answer.headers.get("Content-Security-Policy") for answer in answers}
    parts = [part.strip() for part in policy.split(";")]
    assert "default-src 'none'" in parts
    assert [part for part in parts if not re.fullmatch(r"[a-z-]+ '(self|none)'", part)] == []
