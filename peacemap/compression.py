"""Answers made small: by brotli or gzip where everybody reads the same, padded at random where somebody is known.

A page that holds a secret and repeats what a stranger made its reader send tells the secret by its compressed length
(BREACH, CVE-2013-3587). Pages for readers hold none. Pages with a form, and of people who are logged in, may: Django's
gzip pads them by up to 100 random bytes, and the token of a form is masked anew each time.
"""

import gzip
from functools import partial

import brotli
from django.conf import settings
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

QUALITY = 5  # of 11: a list takes about a millisecond, and what is higher takes several for 2 % less
PACKERS = {  # for what everybody may read: the first that the browser takes
    "br": partial(brotli.compress, quality=QUALITY),
    "gzip": partial(gzip.compress, compresslevel=8, mtime=0),
}
SHORT = 200  # bytes; what is shorter is sent as it is
PACKED = ("application/vnd.openxmlformats", "application/zip", "application/gzip", "image/png")
REFUSED = {"q=0", "q=0.0", "q=0.00", "q=0.000"}


class CompressionMiddleware(GZipMiddleware):
    """Streams are only ever gzipped, piece by piece. ETags are weak, packed or not (RFC 9110, 8.8.1)."""

    def process_response(self, request, response):
        if response.get("ETag", "").startswith('"'):
            response.headers["ETag"] = f"W/{response.headers['ETag']}"
        if response.get("Content-Type", "").startswith(PACKED):
            return response
        name = next((name for name in PACKERS if takes(request, name)), "")
        if response.streaming or not (name and is_for_everybody(request)):
            return super().process_response(request, response) if takes(request, "gzip") else plain(response)
        return packed_as(name, response)


def takes(request, wanted):
    """Whether the browser named the encoding in Accept-Encoding, and did not refuse it there."""
    for part in request.headers.get("Accept-Encoding", "").split(","):
        name, _, quality = part.partition(";")
        if name.strip().lower() == wanted:
            return quality.replace(" ", "") not in REFUSED
    return False


def is_for_everybody(request):
    """Whether nobody is logged in, and no token of a form was sent or written."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES and "CSRF_COOKIE" not in request.META


def plain(response):
    patch_vary_headers(response, ("Accept-Encoding",))
    return response


def packed_as(name, response):
    if len(response.content) < SHORT or response.has_header("Content-Encoding"):
        return response
    patch_vary_headers(response, ("Accept-Encoding",))
    packed = PACKERS[name](response.content)
    if len(packed) >= len(response.content):
        return response
    response.content = packed
    response.headers["Content-Length"] = str(len(packed))
    response.headers["Content-Encoding"] = name
    return response
