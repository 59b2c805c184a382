"""What stands where a page can't: in the language of its address, without a question to the database."""

import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_path, override

SOON = 120  # seconds
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
SILENT = (OperationalError, InterfaceError)  # no connection, a lock that was not let go, tables that are not there yet


def bad_request(request, exception):
    """400; 413 to somebody who sent more than a form may hold."""
    return _page(request, 413 if isinstance(exception, TOO_MUCH) else 400)


def server_error(request):
    """500; 503 where it is the database that does not answer. Called while the exception is being handled."""
    return unavailable(request) if isinstance(sys.exception(), SILENT) else _page(request, 500)


def unavailable(request):
    response = _page(request, 503)
    response.headers["Retry-After"] = str(SOON)
    return response


def _page(request, status):
    with override(get_language_from_path(request.path_info) or settings.LANGUAGE_CODE):
        return HttpResponse(render_to_string(f"{status}.html", request=request), status=status)
