import pytest
from django.urls import reverse


def test_public_page_tells_browsers_to_ask_no_other_origin_and_to_name_no_referrer(client):
    response = client.get("/robots.txt")

    assert response.headers["Referrer-Policy"] == "no-referrer"
    policy = {part.strip() for part in response.headers["Content-Security-Policy"].split(";")}
    assert policy == {
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    }
    assert dict(response.cookies) == {}


@pytest.mark.django_db
def test_page_with_a_form_lets_the_browser_name_its_own_origin(client):
    assert client.get(reverse("admin:login")).headers["Referrer-Policy"] == "same-origin"
