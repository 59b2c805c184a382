"""What Django and its packages leave open about headers, and the closed door while somebody works on the site."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from initiatives.views import errors

Answering = Callable[[HttpRequest], HttpResponse]
OPEN = "/healthz"  # goes on telling of the database


def referrer_where_forms_are(get_response: Answering):
    """Say `same-origin` instead of `no-referrer` to readers whose page holds a form.

    A browser told `no-referrer` posts the form with `Origin: null`, and the CSRF check refuses it (Fetch standard,
    "append a request Origin header"). Under `same-origin` still nothing leaves for another site.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "CSRF_COOKIE" in request.META:  # set once a template has written a token
            response.headers.setdefault("Referrer-Policy", "same-origin")
        return response

    return middleware


def asked_again(get_response: Answering):
    """Let a copy of a page be shown only after asking whether it is still true: what is removed is gone everywhere."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-cache")
        return response

    return middleware


def closed_for_work(get_response: Answering):
    """Answer 503 to everybody while the file settings.MAINTENANCE_FILE is there."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if settings.MAINTENANCE_FILE.exists() and request.path != OPEN:
            return errors.unavailable(request)
        return get_response(request)

    return middleware
