"""What Django and its packages leave open about headers."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def referrer_where_forms_are(get_response: Callable[[HttpRequest], HttpResponse]):
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
