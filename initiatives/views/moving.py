"""An old address answers with the new one."""

from django.http import HttpResponsePermanentRedirect


def moved(request, row):
    """301 to the page of `row`, in the reader's language. A browser asks again each time: a merge can be undone."""
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(row.get_absolute_url() + (f"?{query}" if query else ""))
    response["Cache-Control"] = "no-cache"
    return response
